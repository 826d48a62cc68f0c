import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { parseSample } from '../../../electron/import/delimited/delimited-table'
import { plainDialect } from '../../../electron/import/delimited/dialect'
import { sniffDialect } from '../../../electron/import/delimited/sniff-dialect'
import { columnNames } from '../../../electron/import/header/column-names'
import { findHeader } from '../../../electron/import/header/find-header'
import { guessEncoding } from '../../../electron/import/text/guess-encoding'

const chinese =
  '客户编号,城市,金额,备注\n00123,上海市浦东新区,12.50,这是一条普通的客户备注信息\n00124,北京市朝阳区,7.25,请尽快安排送货谢谢\n'

describe('guessing an encoding', () => {
  it.each([
    ['gb18030', chinese],
    ['big5', '客戶編號,城市,金額\n00123,臺北市信義區,12.50\n00124,高雄市前鎮區,請盡快安排送貨謝謝您的支持\n'],
    [
      'shift_jis',
      '顧客番号,都市,備考\n00123,東京都新宿区,よろしくお願いします\n00124,大阪市北区,ありがとうございました\n',
    ],
    [
      'euc-kr',
      '고객번호,도시,비고\n00123,서울특별시 강남구,빠른 배송 부탁드립니다\n00124,부산광역시,문 앞에 놓아 주세요\n',
    ],
    ['windows-1252', 'nom,ville\nJérôme Lefèvre,Orléans\nFrançoise Hébert,Nîmes – déjà\n'],
    ['windows-1250', 'imię,miasto\nŁukasz Żółć,Gdańsk\nZofia Świątek,Łódź\nJózef Dąbrowski,Częstochowa\n'],
    ['windows-1251', 'имя,город\nАлексей Иванов,Новосибирск\nМария Петрова,Екатеринбург и окрестности\n'],
    ['koi8-r', 'имя,город\nАлексей Иванов,Новосибирск\nМария Петрова,Екатеринбург и окрестности\n'],
    ['windows-1253', 'όνομα,πόλη\nΓιώργος Παπαδόπουλος,Θεσσαλονίκη\nΜαρία Νικολάου,Ηράκλειο της Κρήτης\n'],
    ['windows-1256', 'الاسم,المدينة\nمحمد عبد الله,القاهرة الكبرى\nفاطمة الزهراء,الدار البيضاء\n'],
    ['macintosh', 'name,size\rWilson “Snap” Binder,8 1/16” x 11”\rConference\u00a0phone,Imation\u00a08GB\r'],
  ])('finds %s', (encoding, text) => {
    expect(guessEncoding(iconv.encode(text, encoding), false).value).toBe(encoding)
  })

  it('believes a byte order mark, and bytes that are all valid UTF-8', () => {
    expect(guessEncoding(Buffer.from(`\ufeff${chinese}`), true)).toMatchObject({
      value: 'utf-8',
      confidence: 1,
      markLength: 3,
    })
    expect(guessEncoding(Buffer.from(chinese), true)).toMatchObject({ value: 'utf-8', confidence: 1, markLength: 0 })
    expect(guessEncoding(iconv.encode(chinese, 'utf-16le', { addBOM: true }), false)).toMatchObject({
      value: 'utf-16le',
      markLength: 2,
    })
    expect(guessEncoding(iconv.encode('a,b\n1,2\n3,4\n', 'utf-16be', { addBOM: false }), false).value).toBe('utf-16be')
  })

  it('still finds UTF-8 when a few bytes of it are damaged', () => {
    const bytes = Buffer.from(chinese.repeat(20))
    bytes[bytes.indexOf(0xe5)] = 0xff
    expect(guessEncoding(bytes, false).value).toBe('utf-8')
  })
})

describe('sniffing a dialect', () => {
  it.each([
    [',', 'a,b,c\n1,2,3\n4,5,6\n'],
    [';', 'a;b;c\n1,5;2,5;3\n4,5;5;6\n'],
    ['\t', 'a\tb c\td\n1\t2, 3\t4\n'],
    ['|', 'a|b|c\n1|x,y|3\n4|z|6\n'],
    ['||', 'a||b||c\n1||2||3\n4||5||6\n'],
    [', ', 'a, b, "c, d"\n1, 2, "3, x"\n4, 5, "6, y"\n'],
    ['\u0001', 'a\u0001b\n1\u00012\n3\u00014\n'],
  ])('finds the delimiter %j', (delimiter, text) => {
    expect(sniffDialect(text, {}).dialect.delimiter).toBe(delimiter)
  })

  it('finds apostrophes that quote, backslashes that escape, comments and lone carriage returns', () => {
    expect(sniffDialect("a,b\n'x, y',1\n'z, w',2\n", {}).dialect.quote).toBe("'")
    expect(sniffDialect('a,b\n"x \\" y, z",1\n"w",2\n', {}).dialect.escape).toBe('\\')
    expect(sniffDialect('# made by a machine\na,b\n1,2\n3,4\n', {}).dialect.comment).toBe('#')
    expect(sniffDialect('#id,b\n1,2\n3,4\n', {}).dialect.comment).toBeNull()
    expect(sniffDialect('a,b\r1,2\r', {}).dialect.newline).toBe('cr')
  })

  it('does not ask again what was said', () => {
    expect(sniffDialect('a,b;c\n1,2;3\n', { delimiter: ';' }).dialect.delimiter).toBe(';')
  })

  it('takes prose as one column', () => {
    const prose = 'It was late.\nNobody, not even he, knew why.\nThey left.\nShe stayed where she was\n'
    const { dialect } = sniffDialect(prose, {})
    expect(parseSample(Buffer.from(prose), dialect, true, 10).every((row) => row.cells.length === 1)).toBe(true)
  })
})

function headerOf(text: string) {
  const rows = parseSample(Buffer.from(text), plainDialect, true, 100)
  const width = Math.max(...rows.map((row) => row.cells.length))
  const header = findHeader(rows, width)
  const names = columnNames(
    rows.filter((row) => header.rows.includes(row.row)),
    width,
  )
  return { rows: header.rows, firstData: header.firstData, names }
}

describe('finding the header', () => {
  it.each([
    ['in the first row', 'name,n\na,1\nb,2\n', [0], ['name', 'n']],
    ['under title rows', 'Sales 2024,,\n,,\nname,n,m\na,1,2\nb,2,3\n', [2], ['name', 'n', 'm']],
    ['above a row of units', 'name,weight,length\n,kg,cm\na,1,2\nb,2,3\n', [0, 1], ['name', 'weight kg', 'length cm']],
    [
      'in two rows, the first spanning columns',
      'g,,h,\nx,y,x,y\n1,2,3,4\n5,6,7,8\n',
      [0, 1],
      ['g x', 'g y', 'h x', 'h y'],
    ],
    ['with years over numbers', 'region,2022,2023\nN,1,2\nS,3,4\n', [0], ['region', '2022', '2023']],
    [
      'of years with an empty corner',
      ',1985,1993,2000\nN,.,379,575\nS,1,135,123\n',
      [0],
      ['column_1', '1985', '1993', '2000'],
    ],
    ['with only words below', 'city,product\nBeijing,tea\nShanghai,cup\n', [0], ['city', 'product']],
    ['nowhere, when the first row is like the others', '1,2,3\n4,5,6\n', [], ['column_1', 'column_2', 'column_3']],
    ['nowhere, when its words come again', 'a,x\nb,x\na,y\n', [], ['column_1', 'column_2']],
  ])('finds it %s', (_where, text, rows, names) => {
    expect(headerOf(text)).toMatchObject({ rows, names })
  })

  it('gives every column a name of its own', () => {
    expect(headerOf('a,A,,a\n1,2,3,4\n').names).toEqual(['a', 'A_2', 'column_3', 'a_3'])
  })
})
