import { AppException } from '@shared/contract/app-error'
import { evaluateFormula, vectorColumn } from '@shared/formula/evaluate-formula'
import { type Formula, operators } from '@shared/formula/formula'
import { formulaFunctions } from '@shared/formula/functions'
import { parseFormula } from '@shared/formula/parse-formula'
import { printFormula } from '@shared/formula/print-formula'
import { textAt } from '@shared/formula/vector'
import { type Frame, numberColumn, textColumnOf } from '@shared/recipe/frame'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const day = (written: string) => Date.parse(`${written}T00:00:00Z`)
const frame: Frame = {
  nRows: 3,
  columns: [
    numberColumn('amount', 'real', Float64Array.of(10, Number.NaN, -2.5)),
    numberColumn('unit price', 'integer', Float64Array.of(3, 4, 0)),
    textColumnOf('city', ['Paris', null, '上海市']),
    numberColumn('when', 'date', Float64Array.of(day('2024-01-31'), day('2023-12-01'), Number.NaN)),
    textColumnOf('金额', ['¥1,234.50', '12%', 'n/a']),
  ],
}

/** The answer of every row, as text; null where it is missing. */
function answers(formula: string): (string | null)[] {
  const vector = evaluateFormula(formula, frame)
  return [0, 1, 2].map((row) => textAt(vector, row))
}
const answer = (formula: string): string | null => answers(formula)[0] ?? null

function codeOf(formula: string): { code: string; position: unknown } | null {
  try {
    evaluateFormula(formula, frame)
    return null
  } catch (thrown) {
    if (!(thrown instanceof AppException)) throw thrown
    const { code, message } = thrown.error
    return { code, position: 'values' in message ? message.values?.['position'] : undefined }
  }
}

/** Values as Excel shows them for the same formula. */
const excel: Readonly<Record<string, string | null>> = {
  '1 + 2 * 3': '7',
  '-2 ^ 2': '4',
  '2 ^ 3 ^ 2': '64',
  '10 - 2 - 3': '5',
  '50%': '0.5',
  '200 * 5%': '10',
  '"a" & 1 & TRUE': 'a1TRUE',
  '1 = 2 = FALSE': 'TRUE',
  'ROUND(1.005, 2)': '1.01',
  'ROUND(-2.5)': '-3',
  'ROUND(1234.5, -2)': '1200',
  'MOD(-3, 2)': '1',
  'MOD(3, -2)': '-1',
  'FLOOR(7.3, 0.5)': '7',
  'CEILING(7.1, 0.5)': '7.5',
  'LOG(8, 2)': '3',
  'LOG10(1000)': '3',
  'POWER(4, 0.5)': '2',
  'LEFT("analytics", 4)': 'anal',
  'RIGHT("analytics", 3)': 'ics',
  'MID("analytics", 3, 2)': 'al',
  'LEN("上海市")': '3',
  'TRIM("  a   b ")': 'a b',
  'SUBSTITUTE("a-b-c", "-", "+")': 'a+b+c',
  'FIND("b", "abcb")': '2',
  'FIND("b", "abcb", 3)': '4',
  'FIND("z", "abc")': null,
  'VALUE("1,234.5")': '1234.5',
  'TEXT(1234.567, "#,##0.00")': '1,234.57',
  'TEXT(0.256, "0%")': '26%',
  'TEXT(7, "000")': '007',
  'TEXT(DATE(2024, 3, 5), "yyyy/m/d")': '2024/3/5',
  'DATE(2024, 14, 1)': '2025-02-01',
  'DATE(2024, 1, 0)': '2023-12-31',
  'YEAR(DATE(2024, 2, 29))': '2024',
  'WEEKDAY(DATE(2024, 1, 1))': '2',
  'WEEKDAY(DATE(2024, 1, 7), 2)': '7',
  'QUARTER(DATE(2024, 11, 1))': '4',
  'ISOWEEK(DATE(2021, 1, 3))': '53',
  'DATEDIF(DATE(2020, 2, 29), DATE(2024, 2, 28), "Y")': '3',
  'DATEDIF(DATE(2024, 1, 31), DATE(2024, 3, 1), "M")': '1',
  'DATEDIF(DATE(2024, 1, 1), DATE(2024, 12, 31), "D")': '365',
  'DATEADD(DATE(2024, 1, 31), 1, "month")': '2024-02-29',
  'DATE(2024, 3, 1) - DATE(2024, 2, 1)': '29',
  'DATE(2024, 2, 28) + 2': '2024-03-01',
  '1 / 0': null,
  'LN(0)': null,
  'IFS(1 > 2, "a", 2 > 1, "b")': 'b',
  'MIN(3, 1, 2)': '1',
  'AVERAGE(1, 2, 6)': '3',
}

describe('a formula answers as Excel does', () => {
  test.each(Object.entries(excel))('%s', (formula, expected) => {
    expect(answer(formula)).toBe(expected)
  })
})

test('missing values stay missing, except where a function is about them', () => {
  expect(answers('amount * 2')).toEqual(['20', null, '-5'])
  expect(answers('SUM(amount, [unit price])')).toEqual(['13', '4', '-2.5'])
  expect(answers('amount > 0')).toEqual(['TRUE', null, 'FALSE'])
  expect(answers('AND(amount > 0, [unit price] > 3)')).toEqual(['FALSE', null, 'FALSE'])
  expect(answers('IF(amount > 0, "yes", "no")')).toEqual(['yes', null, 'no'])
  expect(answers('ISBLANK(city)')).toEqual(['FALSE', 'TRUE', 'FALSE'])
  expect(answers('IFBLANK(amount, 0)')).toEqual(['10', '0', '-2.5'])
  expect(answers('city & "!"')).toEqual(['Paris!', '!', '上海市!'])
})

test('columns, dates in quotes and signs of a Chinese keyboard are understood', () => {
  expect(answers('LEFT(city，2)')).toEqual(['Pa', null, '上海'])
  expect(answers('when >= "2024-01-01"')).toEqual(['TRUE', 'FALSE', null])
  expect(answers('VALUE(金额)')).toEqual(['1234.5', '0.12', null])
  expect(answers('ROUND(amount / COLUMNSUM([unit price]), 2)')).toEqual(['1.43', null, '-0.36'])
  expect(answers('RANK([unit price])')).toEqual(['2', '1', '3'])
  expect(vectorColumn('x', evaluateFormula('when + 1', frame), 3)).toMatchObject({ storage: 'date' })
})

describe('an error names its place', () => {
  test.each([
    ['1 +', 'formulaSyntax', 4],
    ['(1', 'formulaSyntax', 3],
    ['1 2', 'formulaSyntax', 3],
    ['"abc', 'formulaSyntax', 5],
    ['1 + ?', 'formulaSyntax', 5],
    ['amount + nowhere', 'formulaColumnUnknown', 10],
    ['1 + SUMM(1, 2)', 'formulaFunctionUnknown', 5],
    ['TODAY() - when', 'formulaNotReproducible', 1],
    ['ROUND()', 'formulaArguments', 1],
    ['1 + SUM(amount)', 'formulaArguments', 5],
    ['1 + city', 'formulaType', 5],
    ['IF(amount, 1, 2)', 'formulaType', 4],
    ['DATEDIF(when, when, "Q")', 'formulaWord', 21],
    ['', 'formulaSyntax', 1],
    ['('.repeat(5000), 'formulaTooDeep', 102],
  ])('%s', (formula, code, position) => {
    expect(codeOf(formula)).toEqual({ code, position })
  })
})

const names = fc.oneof(fc.constantFrom('amount', 'city', 'unit price', 'TRUE'), fc.string({ minLength: 1 }))
const trees = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .double({ min: 0, noNaN: true, noDefaultInfinity: true })
      .map((value): Formula => ({ kind: 'number', value: value + 0, at: 0 })),
    fc.string().map((value): Formula => ({ kind: 'text', value, at: 0 })),
    fc.boolean().map((value): Formula => ({ kind: 'boolean', value, at: 0 })),
    names.map((name): Formula => ({ kind: 'column', name, at: 0 })),
    fc
      .record({ operator: fc.constantFrom('-' as const, '+' as const), operand: tie('formula') })
      .map((sign): Formula => ({ kind: 'sign', ...sign, at: 0 })),
    tie('formula').map((operand): Formula => ({ kind: 'percent', operand, at: 0 })),
    fc
      .record({ operator: fc.constantFrom(...operators), left: tie('formula'), right: tie('formula') })
      .map((binary): Formula => ({ kind: 'binary', ...binary, at: 0 })),
    fc
      .record({ name: fc.constantFrom(...formulaFunctions.keys()), args: fc.array(tie('formula'), { maxLength: 4 }) })
      .map((call): Formula => ({ kind: 'call', ...call, at: 0 })),
  ),
})).formula

const withoutPlaces = (formula: Formula): unknown =>
  JSON.parse(JSON.stringify(formula, (key, value) => (key === 'at' ? 0 : value)))

test('reading what was written gives the same tree', () => {
  fc.assert(
    fc.property(trees, (formula) => {
      expect(withoutPlaces(parseFormula(printFormula(formula)))).toEqual(withoutPlaces(formula))
    }),
    { numRuns: 1000 },
  )
})

test('whatever a formula says, it is answered or refused with a code of ours', () => {
  const text = fc.oneof(
    trees.map(printFormula),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.constantFrom('amount', '(', ')', '+', '"', '[', ']', 'IF', ',', '1', '%', '<', '='))
      .map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (formula) => {
      const refused = codeOf(formula)
      if (refused) expect(refused.code).toMatch(/^formula/)
    }),
    { numRuns: 2000 },
  )
})
