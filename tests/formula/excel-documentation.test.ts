import { evaluateFormula } from '@shared/formula/evaluate-formula'
import { textAt } from '@shared/formula/vector'
import { type Frame, numberColumn } from '@shared/recipe/frame'
import { describe, expect, test } from 'vitest'

const numbers = (name: string, values: readonly number[]) => numberColumn(name, 'real', Float64Array.from(values))
const row: Frame = { nRows: 1, columns: [] }
const ofColumn = (values: readonly number[]): Frame => ({ nRows: values.length, columns: [numbers('x', values)] })

function answer(formula: string, frame: Frame = row): string | null {
  return textAt(evaluateFormula(formula, frame), 0)
}

/** Oracle: the examples on Excel's help pages of these functions, by which #NUM!, #VALUE! and #DIV/0! are missing here. */
const examples: Readonly<Record<string, string | null>> = {
  'ROUND(2.15, 1)': '2.2',
  'ROUND(2.149, 1)': '2.1',
  'ROUND(-1.475, 2)': '-1.48',
  'ROUND(21.5, -1)': '20',
  'ROUND(626.3, -3)': '1000',
  'ROUND(1.98, -1)': '0',
  'ROUND(-50.55, -2)': '-100',
  'ROUNDUP(3.2, 0)': '4',
  'ROUNDUP(3.14159, 3)': '3.142',
  'ROUNDUP(-3.14159, 1)': '-3.2',
  'ROUNDUP(31415.92654, -2)': '31500',
  'ROUNDDOWN(76.9, 0)': '76',
  'ROUNDDOWN(-3.14159, 1)': '-3.1',
  'ROUNDDOWN(31415.92654, -2)': '31400',
  'TRUNC(8.9)': '8',
  'TRUNC(-8.9)': '-8',
  'MROUND(10, 3)': '9',
  'MROUND(-10, -3)': '-9',
  'MROUND(1.3, 0.2)': '1.4',
  'MROUND(5, -2)': null,
  'FLOOR(3.7, 2)': '2',
  'FLOOR(-2.5, -2)': '-2',
  'FLOOR(2.5, -2)': null,
  'FLOOR(1.58, 0.1)': '1.5',
  'FLOOR(0.234, 0.01)': '0.23',
  'CEILING(2.5, 1)': '3',
  'CEILING(-2.5, -2)': '-4',
  'CEILING(-2.5, 2)': '-2',
  'CEILING(1.5, 0.1)': '1.5',
  'CEILING(0.234, 0.01)': '0.24',
  'QUOTIENT(5, 2)': '2',
  'QUOTIENT(4.5, 3.1)': '1',
  'QUOTIENT(-10, 3)': '-3',
  'MOD(3, 2)': '1',
  'MOD(-3, 2)': '1',
  'MOD(3, -2)': '-1',
  'MOD(-3, -2)': '-1',
  'INT(-8.9)': '-9',
  'XOR(3 > 0, 2 < 9)': 'FALSE',
  'XOR(3 > 12, 4 < 6)': 'TRUE',
  'IFERROR(210 / 35, -1)': '6',
  'IFERROR(55 / 0, -1)': '-1',
  'WEEKNUM(DATE(2012, 3, 9))': '10',
  'WEEKNUM(DATE(2012, 3, 9), 2)': '11',
  'WEEKNUM(DATE(2012, 3, 9), 22)': null,
  'ISOWEEKNUM(DATE(2012, 3, 9))': '10',
  'WEEKDAY(DATE(2008, 2, 14))': '5',
  'WEEKDAY(DATE(2008, 2, 14), 2)': '4',
  'WEEKDAY(DATE(2008, 2, 14), 3)': '3',
  'WEEKDAY(DATE(2008, 2, 14), 16)': '6',
  'WEEKDAY(DATE(2008, 2, 14), 9)': null,
  'NETWORKDAYS(DATE(2012, 10, 1), DATE(2013, 3, 1))': '110',
  'NETWORKDAYS(DATE(2013, 3, 1), DATE(2012, 10, 1))': '-110',
  'WORKDAY(DATE(2008, 10, 1), 151)': '2009-04-30',
  'WORKDAY(DATE(2024, 3, 4), -1)': '2024-03-01',
  'EDATE(DATE(2011, 1, 15), 1)': '2011-02-15',
  'EDATE(DATE(2011, 1, 15), -1)': '2010-12-15',
  'EDATE(DATE(2024, 1, 31), 1)': '2024-02-29',
  'EOMONTH(DATE(2011, 1, 1), 1)': '2011-02-28',
  'EOMONTH(DATE(2011, 1, 1), -3)': '2010-10-31',
  'DAYS(DATE(2021, 3, 15), DATE(2021, 2, 1))': '42',
  'ROUND(YEARFRAC(DATE(2012, 1, 1), DATE(2012, 7, 30)), 8)': '0.58055556',
  'ROUND(YEARFRAC(DATE(2012, 1, 1), DATE(2012, 7, 30), 1), 8)': '0.57650273',
  'ROUND(YEARFRAC(DATE(2012, 1, 1), DATE(2012, 7, 30), 3), 8)': '0.57808219',
  'DATEDIF(DATE(2001, 1, 1), DATE(2003, 1, 1), "Y")': '2',
  'DATEDIF(DATE(2001, 6, 1), DATE(2002, 8, 15), "D")': '440',
  'SUBSTITUTE("Sales Data", "Sales", "Cost")': 'Cost Data',
  'SUBSTITUTE("Quarter 1, 2008", "1", "2", 1)': 'Quarter 2, 2008',
  'SUBSTITUTE("Quarter 1, 2011", "1", "2", 3)': 'Quarter 1, 2012',
  'REPLACE("abcdefghijk", 6, 5, "*")': 'abcde*k',
  'REPLACE("2009", 3, 2, "10")': '2010',
  'REPLACE("123456", 1, 3, "@")': '@456',
  'SEARCH("e", "Statements", 6)': '7',
  'SEARCH("margin", "Profit Margin")': '8',
  'SEARCH("p?x", "A Profit")': null,
  'SEARCH("p?o", "A Photo")': '3',
  'SEARCH("~?", "how?")': '4',
  'REPT("*-", 3)': '*-*-*-',
  'PROPER("this is a TITLE")': 'This Is A Title',
  'PROPER("2-way street")': '2-Way Street',
  'PROPER("76BudGet")': '76Budget',
  'EXACT("Word", "word")': 'FALSE',
  'TEXTJOIN(" ", TRUE, "The", "sun", "", "will")': 'The sun will',
  'TEXTJOIN(",", FALSE, "a", "", "b")': 'a,,b',
  'TEXTBEFORE("Little Red Riding Hood\'s red hood", "Red")': 'Little ',
  'TEXTAFTER("Red riding hood", "Red ")': 'riding hood',
  'TEXT(DATE(2012, 3, 14), "mmmm d, yyyy")': 'March 14, 2012',
  'TEXT(DATE(2012, 3, 14), "ddd dd-mmm-yy")': 'Wed 14-Mar-12',
  'TEXT(DATE(2012, 3, 14), "dddd")': 'Wednesday',
  'TEXT(DATE(2012, 3, 14), "yyyy年m月d日 aaaa")': '2012年3月14日 星期三',
  'TEXT(DATE(2012, 3, 14), "yyyy-mm-dd hh:mm:ss")': '2012-03-14 00:00:00',
  'TEXT(DATE(2012, 3, 14), "h:mm AM/PM")': '12:00 AM',
  'MEDIAN(1, 2, 3, 4, 5, 6)': '3.5',
  'PRODUCT(5, 15, 30)': '2250',
  'ROUND(STDEV(1345, 1301, 1368, 1322, 1310, 1370, 1318, 1350, 1303, 1299), 8)': '27.46391572',
  'COUNT(1, "a", VALUE("x"))': '2',
}

describe('the examples of Excel’s own help come out as it says', () => {
  test.each(Object.entries(examples))('%s', (formula, expected) => {
    expect(answer(formula)).toBe(expected)
  })

  test.each([
    ['PERCENTILE.INC(x, 0.3)', [1, 3, 2, 4], '1.9'],
    ['PERCENTILE.EXC(x, 0.25)', [6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49], '15'],
    ['PERCENTILE.EXC(x, 0)', [6, 7, 15], null],
    ['PERCENTILE.EXC(x, 0.01)', [6, 7, 15], null],
    ['COLUMNPERCENTILE(x, 2)', [6, 7, 15], null],
    ['ROUND(PERCENTRANK(x), 3)', [2, 13, 12, 11, 8, 4, 3, 1, 1, 1], '0.333'],
    ['ROUND(PERCENTRANK(x), 3)', [8, 13, 12, 11, 2, 4, 3, 1, 1, 1], '0.667'],
    ['RANK(x)', [3.5, 7, 3.5, 1, 2], '2'],
    ['COLUMNCOUNT(x)', [1, Number.NaN, 3], '2'],
    ['COLUMNVAR(x)', [1, 3], '2'],
  ] as const)('%s of %j', (formula, values, expected) => {
    expect(answer(formula, ofColumn(values))).toBe(expected)
  })
})

describe('characters are counted as people see them, Chinese and emoji too', () => {
  test.each([
    ['LEN("上海😀")', '3'],
    ['LEFT("😀上海", 2)', '😀上'],
    ['RIGHT("上海😀", 1)', '😀'],
    ['MID("上😀海", 2, 1)', '😀'],
    ['FIND("海", "😀上海")', '3'],
    ['SEARCH("海", "😀上海", 2)', '3'],
    ['FIND("", "abc")', '1'],
    ['REPLACE("😀上海", 2, 1, "下")', '😀下海'],
    ['TEXTAFTER("北京市-朝阳区", "-")', '朝阳区'],
    ['UPPER("straße")', 'STRASSE'],
    ['TRIM("　上海　")', '上海'],
  ])('%s', (formula, expected) => {
    expect(answer(formula)).toBe(expected)
  })
})

test('what cannot be rounded further stays as it is', () => {
  expect(answer('ROUND(x, 400)', ofColumn([1.5]))).toBe('1.5')
  expect(answer('ROUND(x, 20)', ofColumn([1e300]))).toBe('1e+300')
  expect(answer('ROUND(x, -400)', ofColumn([12]))).toBe('0')
})
