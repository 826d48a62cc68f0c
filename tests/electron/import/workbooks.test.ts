import * as XLSX from '@e965/xlsx'
import { afterAll, expect, it } from 'vitest'
import { TestWorkspace } from './test-workspace'

const workspace = new TestWorkspace()
afterAll(() => workspace.close())

const people = [
  ['name', 'salary', 'joined'],
  ['Ann', 10.5, 43_000],
  ['Bob', 20.25, 43_100],
  ['Cem', 30.75, 43_200],
]

/** A workbook as SheetJS writes it, with dates in the third column. */
function workbookOf(change: (book: XLSX.WorkBook, sheet: XLSX.WorkSheet) => void): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet(people)
  for (const cell of ['C2', 'C3', 'C4']) (sheet[cell] as XLSX.CellObject).z = 'yyyy-mm-dd'
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, 'people')
  change(book, sheet)
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array
}

it('columns that a sheet hides are imported and named in the receipt', async () => {
  const file = workspace.write(
    workbookOf((_book, sheet) => {
      sheet['!cols'] = [{}, { hidden: true }, {}]
    }),
    'hidden.xlsx',
  )
  const [outcome] = await workspace.import(file)
  expect(workspace.rows('hidden').map((row) => row[1])).toEqual([10.5, 20.25, 30.75])
  const said = outcome?.receipt.warnings.find(
    (one) => 'key' in one && one.key === 'import-reasons.warnings.hiddenColumns',
  )
  expect(JSON.stringify(said)).toContain('salary')
})

it('days counted from 1904 are 1,462 days later than the same numbers counted from 1900', async () => {
  const days = async (date1904: boolean) => {
    const name = `dates-${date1904}`
    const file = workspace.write(
      workbookOf((book) => {
        book.Workbook = { WBProps: { date1904 } }
      }),
      `${name}.xlsx`,
    )
    await workspace.import(file)
    return workspace.rows(name).map((row) => Date.parse(String(row[2])) / 86_400_000)
  }
  const [from1900, from1904] = [await days(false), await days(true)]
  expect(from1900[0]).toBe(Date.UTC(2017, 8, 22) / 86_400_000)
  expect(from1904.map((day, i) => day - (from1900[i] as number))).toEqual([1462, 1462, 1462])
})

it('a hidden sheet is left out unless it is asked for, and that is said', async () => {
  const file = workspace.write(
    workbookOf((book) => {
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['a'], [1], [2]]), 'secret')
      book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
    }),
    'sheets.xlsx',
  )
  const outcomes = await workspace.import(file)
  expect(outcomes.map(({ receipt }) => receipt.rowsRead)).toEqual([3])
  expect(JSON.stringify(outcomes[0]?.receipt.warnings)).toContain('hiddenSheets')
  const [asked] = await workspace.import(file, { sheet: 'secret' })
  expect(asked?.receipt.rowsRead).toBe(2)
})
