import { literal, type Text } from '@shared/contract/text'
import { NO_LABEL } from '@shared/dataset/column'
import type { StorageType } from '@shared/dataset/schema'
import { methodOf } from '@shared/methods/registry'
import { runSegmentNamer } from '@shared/methods/run-segments'
import { identifier, type ReadableDatabase } from '../../database/connection'
import { type Revision, readRevisionById } from '../../database/dataset-store'
import { listArrays, readArray } from '../../database/run-arrays'
import type { ReportChapter, ReportDocument, ReportSource } from '../document/report-document'
import type { ReportWords } from '../document/report-words'
import { columnWidth } from '../xlsx/column-width'
import type { Sheet, SheetCell } from '../xlsx/sheet-xml'
import { serialDay } from './serial-day'

/** A sheet holds 1,048,576 rows; a longer dataset goes on in the next one. */
const rowsPerSheet = 1_000_000
const sampledRows = 200

type Cell = string | number | null

/** The segments a run gave to the rows of its dataset. */
interface Labels {
  chapter: ReportChapter
  labels: ArrayLike<number>
  nameOf(label: number): Text
}

function labelsOf(database: ReadableDatabase, chapter: ReportChapter): Labels[] {
  const path = methodOf(chapter.method.id).segmentLabels
  const runId = chapter.run.id
  if (path === undefined || !listArrays(database, runId).some((array) => array.path === path)) return []
  const { data } = readArray(database, runId, path)
  const labels = data instanceof Int32Array ? data : new Int32Array(data.buffer, data.byteOffset, data.byteLength / 4)
  return [{ chapter, labels, nameOf: runSegmentNamer(chapter.run) }]
}

/** A dataset's own value as a cell; dates are ISO text in the workspace. */
function dataCell(value: Cell | undefined, storage: StorageType): SheetCell {
  if (value === null || value === undefined) return { value: null }
  if (typeof value !== 'string' || (storage !== 'date' && storage !== 'datetime'))
    return { value, style: typeof value === 'number' ? 'number' : 'text' }
  const serial = serialDay(Date.parse(`${value.replace(' ', 'T')}${storage === 'date' ? '' : 'Z'}`))
  return serial === null ? { value } : { value: serial, style: storage }
}

/** Segments are counted from 1 for people; a row without one has an empty number. */
function labelCells({ labels, nameOf }: Labels, row: number, words: ReportWords): SheetCell[] {
  const label = labels[row] ?? NO_LABEL
  if (label === NO_LABEL) return [{ value: null }, { value: null }]
  return [{ value: label < 0 ? null : label + 1, style: 'decimal0' }, { value: words.say(nameOf(label)) }]
}

function* sheetRows(
  database: ReadableDatabase,
  revision: Revision,
  made: readonly Labels[],
  start: number,
  words: ReportWords,
  check: () => void,
): Generator<SheetCell[]> {
  yield headerOf(revision, made, words).map((value): SheetCell => ({ value, style: 'header' }))
  const list = revision.columns.map((_, index) => `, c${index}`).join('')
  const sql = `SELECT _row${list} FROM main.${identifier(revision.tableName)} WHERE _row >= ? ORDER BY _row LIMIT ${rowsPerSheet}`
  for (const values of database.prepare(sql).raw().iterate(start) as IterableIterator<Cell[]>) {
    const row = Number(values[0])
    if (row % 1000 === 0) check()
    const own = revision.columns.map(({ storage }, index) => dataCell(values[index + 1], storage))
    yield [...made.flatMap((labels) => labelCells(labels, row, words)), ...own]
  }
}

function headerOf(revision: Revision, made: readonly Labels[], words: ReportWords): string[] {
  const labels = made.flatMap(({ chapter }) => {
    const run = words.say(chapter.title)
    return [words.own('segmentNumber', { run }), words.own('segmentName', { run })]
  })
  return [...labels, ...revision.columns.map(({ name }) => name)]
}

function widthsOf(database: ReadableDatabase, revision: Revision, header: readonly string[]): number[] {
  const list = revision.columns.map((_, index) => `c${index}`).join(', ')
  const sql = `SELECT ${list} FROM main.${identifier(revision.tableName)} ORDER BY _row LIMIT ${sampledRows}`
  const sample = database.prepare(sql).raw().all() as Cell[][]
  const labels = header.length - revision.columns.length
  return header.map((name, index) =>
    columnWidth([name, ...(index < labels ? [] : sample.map((row) => String(row[index - labels] ?? '')))]),
  )
}

function sourceSheets(
  database: ReadableDatabase,
  source: ReportSource,
  made: readonly Labels[],
  words: ReportWords,
  check: () => void,
): Sheet[] {
  const revision = readRevisionById(database, source.revisionId)
  const header = headerOf(revision, made, words)
  const widths = widthsOf(database, revision, header)
  const name = words.own('sheets.rows', { dataset: literal(source.dataset) })
  return Array.from({ length: Math.max(1, Math.ceil(revision.nRows / rowsPerSheet)) }, (_, index) => ({
    name,
    widths,
    frozenRows: 1,
    filterRow: 0,
    rows: sheetRows(database, revision, made, index * rowsPerSheet, words, check),
  }))
}

/**
 * The rows of every dataset that a run of the report divided into segments: the segment's number and name, then all columns.
 * Rows are read as they are written.
 * @param check called every thousand rows; throws when the report was cancelled
 */
export function rowSheets(
  database: ReadableDatabase,
  document: ReportDocument,
  words: ReportWords,
  check: () => void,
): Sheet[] {
  return document.sources.flatMap((source) => {
    const made = document.chapters
      .filter((chapter) => chapter.source === source.id)
      .flatMap((chapter) => labelsOf(database, chapter))
    return made.length > 0 ? sourceSheets(database, source, made, words, check) : []
  })
}
