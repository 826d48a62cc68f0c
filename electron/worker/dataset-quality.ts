import { failure } from '@shared/contract/app-error'
import type { EngineResponse } from '@shared/contract/channels'
import type { Column } from '@shared/dataset/column'
import type { ColumnInfo } from '@shared/dataset/schema'
import { associationsOf, type Comparable } from '@shared/quality/associations'
import { columnQuality } from '@shared/quality/column-quality'
import { findingsOf } from '@shared/quality/findings'
import { MissingPatterns } from '@shared/quality/missing-patterns'
import type { ColumnQuality } from '@shared/quality/quality-report'
import { RepeatedRows } from '@shared/quality/repeated-rows'
import type { ReadableDatabase } from '../database/connection'
import type { Revision } from '../database/dataset-store'
import { loadColumns } from './load-columns'

const columnsAtOnce = 8
const patternsShown = 12
const mostCompared = 40
const mostCategories = 50
/** Values times columns of a comparison that stays within a few seconds; larger tables are compared on evenly spaced rows. */
const mostWork = 2e8

/**
 * Looks through a whole dataset for what is wrong with it.
 * @param today as a day number since 1970-01-01
 * @throws cancelled
 * Cost: one pass over the table per 8 columns, a sort per column of numbers, and the comparison of columns pair by pair.
 */
export function datasetQuality(
  database: ReadableDatabase,
  revision: Revision,
  today: number,
  cancelled: () => boolean,
): EngineResponse<'dataset/findings'> {
  const { nRows, columns: infos } = revision
  const repeated = new RepeatedRows(nRows)
  const patterns = new MissingPatterns(nRows)
  const compared = new ComparedColumns(nRows, infos)
  const columns: ColumnQuality[] = []
  const check = () => {
    if (cancelled()) throw failure('cancelled')
  }
  for (let start = 0; start < infos.length; start += columnsAtOnce) {
    const some = infos.slice(start, start + columnsAtOnce)
    const wanted = some.map(({ name }) => ({ name, as: 'any' as const }))
    for (const [i, column] of loadColumns(database, revision, wanted, null, cancelled).entries()) {
      check()
      const quality = columnQuality(column, some[i] as ColumnInfo, today)
      columns.push(quality)
      repeated.add(column)
      if (quality.missing > 0) patterns.add(column)
      compared.add(column, quality)
    }
  }
  const report = {
    nRows,
    columns,
    duplicateRows: repeated.count(),
    missingPatterns: patterns.top(patternsShown),
    associations: associationsOf(compared.chosen, check),
  }
  return { report, findings: findingsOf(report, today) }
}

/** The columns that can be compared: quantities, and categories of few values; of large tables evenly spaced rows. */
class ComparedColumns {
  readonly chosen: Comparable & { numbers: Numbers[]; categories: Categories[] }
  private readonly rows: Int32Array | null

  constructor(nRows: number, infos: readonly ColumnInfo[]) {
    const width = Math.min(mostCompared, infos.filter(({ measureType }) => isComparable(measureType)).length)
    const withGaps = infos.some(({ missing }) => missing > 0) ? 8 : 1
    const most = Math.max(1000, Math.floor(mostWork / Math.max(1, width * width * withGaps)))
    this.rows = nRows > most ? Int32Array.from({ length: most }, (_, i) => Math.floor((i * nRows) / most)) : null
    this.chosen = { rows: Math.min(nRows, most), numbers: [], categories: [] }
  }

  add(column: Column, { type, role, distinct }: ColumnQuality): void {
    const { numbers, categories } = this.chosen
    if (distinct < 2 || !isComparable(type) || role === 'customer' || role === 'order') return
    if (column.kind === 'numeric' && type !== 'nominal') {
      if (numbers.length < mostCompared) numbers.push({ name: column.name, values: this.sample(column.values) })
    } else if (distinct <= mostCategories && categories.length < mostCompared) {
      categories.push({ name: column.name, ...this.codes(column) })
    }
  }

  private codes(column: Column): { codes: Int32Array; count: number } {
    if (column.kind === 'categorical') return { codes: this.sample(column.codes), count: column.levels.length }
    const known = new Map<number, number>()
    const codes = Int32Array.from(this.sample(column.values), (value) => {
      if (Number.isNaN(value)) return -1
      const code = known.get(value) ?? known.size
      known.set(value, code)
      return code
    })
    return { codes, count: known.size }
  }

  private sample<T extends Float64Array | Int32Array>(values: T): T {
    const { rows } = this
    if (!rows) return values
    const Kind = values.constructor as new (length: number) => T
    const taken = new Kind(rows.length)
    for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i] as number] as number
    return taken
  }
}

type Numbers = Comparable['numbers'][number]
type Categories = Comparable['categories'][number]

function isComparable(type: ColumnInfo['measureType']): boolean {
  return type === 'continuous' || type === 'ordinal' || type === 'nominal'
}
