import { failure } from '@shared/contract/app-error'
import type { ReadableDatabase } from '../../database/connection'
import type { ReportChapter, ReportDocument } from '../document/report-document'
import { type ReportWords, reportWords } from '../document/report-words'
import { sheetNames } from '../xlsx/sheet-names'
import type { Sheet } from '../xlsx/sheet-xml'
import { writeWorkbook } from '../xlsx/write-workbook'
import { rowSheets } from './row-sheets'
import { tableSheet } from './table-cells'
import { chapterSheet, overviewSheet, sourcesSheet } from './text-sheets'

/** A chapter's words and each of its tables; the number in front keeps them together when there are many. */
function chapterSheets(chapter: ReportChapter, number: number, document: ReportDocument, words: ReportWords): Sheet[] {
  const tables = chapter.parts.flatMap((part) =>
    part.type === 'table' ? [tableSheet(part, `${number} ${words.say(part.title)}`, words)] : [],
  )
  return [chapterSheet(chapter, document, `${number} ${words.say(chapter.title)}`, words), ...tables]
}

/**
 * Writes a report as a workbook: overview, a sheet per run with its words, a sheet per table, where the data came from, and
 * the rows with their segment.
 * @param cancelled asked every thousand rows
 * @throws cancelled
 * Cost: rows are streamed; memory does not grow with them.
 */
export async function writeReportWorkbook(
  path: string,
  document: ReportDocument,
  database: ReadableDatabase,
  cancelled: () => boolean,
): Promise<void> {
  const words = reportWords(document.language, document.currency)
  const check = () => {
    if (cancelled()) throw failure('cancelled')
  }
  const sheets = [
    ...document.chapters.flatMap((chapter, index) => chapterSheets(chapter, index + 1, document, words)),
    sourcesSheet(document, words.own('sheets.data'), words),
    ...rowSheets(database, document, words, check),
  ]
  const [first = '', ...names] = sheetNames([words.own('sheets.overview'), ...sheets.map(({ name }) => name)])
  const named = sheets.map((sheet, index) => ({ ...sheet, name: names[index] ?? sheet.name }))
  await writeWorkbook(path, [overviewSheet(document, first, names, words), ...named], document.currency)
}
