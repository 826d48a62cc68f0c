import { failure } from '@shared/contract/app-error'
import { type ColumnInfo, isNumericStorage } from '@shared/dataset/schema'
import { identifier, type ReadableDatabase } from '../database/connection'
import type { Revision } from '../database/dataset-store'
import { LeastRecentlyUsed } from './least-recently-used'
import { loadColumns } from './load-columns'

/** Words are sorted as a Chinese reader expects (by pinyin, then Latin letters; 2 before 10), up to so many different ones. */
const mostSortedWords = 50_000
/** Numbers kept in memory: some 190 MB. */
const mostKept = 24_000_000
const collector = 'collect_word'
const rowsPerPoll = 4096
const collator = new Intl.Collator('zh-CN', { numeric: true })

/** Makes and keeps, for columns that rows are sorted by, a number per row that sorts like the column's values; NaN is missing. */
export class SortKeys {
  private readonly kept = new LeastRecentlyUsed<string, Float64Array>(mostKept)

  /**
   * The keys of all rows of a revision.
   * @throws columnMissing, cancelled
   * Cost: one pass over the table the first time, some 300 ms for a million rows.
   */
  of(database: ReadableDatabase, revision: Revision, index: number, cancelled: () => boolean): Float64Array {
    const column = revision.columns[index] as ColumnInfo
    const make = () =>
      isNumericStorage(column.storage)
        ? numbersOf(database, revision, column.name, cancelled)
        : ranksOf(database, revision, index, cancelled)
    return this.kept.get(`${database.name}|${revision.id}|${index}`, make, ({ length }) => length)
  }
}

function numbersOf(database: ReadableDatabase, revision: Revision, name: string, cancelled: () => boolean) {
  const [column] = loadColumns(database, revision, [{ name, as: 'numeric' }], null, cancelled)
  if (column?.kind !== 'numeric') throw failure('columnNotNumeric', { column: name }, { column: name })
  return column.values
}

/** The place of each row's words among all different ones. */
function ranksOf(database: ReadableDatabase, revision: Revision, index: number, cancelled: () => boolean) {
  const known = new Map<unknown, number>()
  const keys = new Float64Array(revision.nRows).fill(Number.NaN)
  let untilPoll = rowsPerPoll
  database.aggregate(collector, {
    start: null,
    varargs: true,
    directOnly: true,
    step: (_: null, ...[row, words]: unknown[]) => {
      if (--untilPoll === 0) {
        if (cancelled()) throw failure('cancelled')
        untilPoll = rowsPerPoll
      }
      let code = known.get(words)
      if (code === undefined) {
        code = known.size
        known.set(words, code)
      }
      keys[row as number] = code
    },
  })
  const table = `main.${identifier(revision.tableName)}`
  database.prepare(`SELECT ${collector}(_row, c${index}) FROM ${table} WHERE c${index} IS NOT NULL`).get()
  const places = placesOf([...known.keys()].map(String))
  return keys.map((code) => (Number.isNaN(code) ? code : (places[code] as number)))
}

/** The place of each word when all are sorted. */
function placesOf(words: readonly string[]): Float64Array {
  const sorted = words.map((word, code) => ({ word, code }))
  const compare = words.length > mostSortedWords ? byLetters : collator.compare
  sorted.sort((a, b) => compare(a.word, b.word) || a.code - b.code)
  const places = new Float64Array(words.length)
  for (const [place, { code }] of sorted.entries()) places[code] = place
  return places
}

function byLetters(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
