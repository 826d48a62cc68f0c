import { failure } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { quantity, text } from '@shared/contract/text'
import type { Column } from '@shared/dataset/column'
import type { ColumnInfo } from '@shared/dataset/schema'
import { associationsOf, type Comparable } from '@shared/quality/associations'
import { columnQuality } from '@shared/quality/column-quality'
import type { DatasetFacts } from '@shared/quality/finding-of'
import { findingsOf } from '@shared/quality/findings'
import { MissingPatterns } from '@shared/quality/missing-patterns'
import type { ColumnQuality, FoundQuality, QualityReport } from '@shared/quality/quality-report'
import { RepeatedRows } from '@shared/quality/repeated-rows'
import type { ReadableDatabase } from '../database/connection'
import { readDataset, readRevision } from '../database/dataset-store'
import { loadColumns } from './load-columns'

export interface QualityTask {
  workspace: string
  dataset: string
  /** Number of the revision; the current one when absent. */
  revision?: number
  /** As a day number since 1970-01-01. */
  today: number
}

interface QualityWatch {
  cancelled(): boolean
  onProgress(progress: Progress): void
  onPartial(found: FoundQuality): void
}

const columnsAtOnce = 8
const patternsShown = 12
const mostCompared = 40
const mostCategories = 50
/** Values times columns of a comparison that stays within a few seconds; larger tables are compared on evenly spaced rows. */
const mostWork = 2e8
/** How much of the whole looking at the columns is. */
const columnsShare = 0.6
/** What was found so far is told at most so often. */
const partialMs = 500
const nothing = { columns: [], values: [] }

/**
 * Looks through a whole dataset for what is wrong with it, and tells on the way what it has found.
 * @throws datasetUnknown, cancelled
 * Cost: one pass over the table per 8 columns, a sort per column of numbers, and the comparison of columns pair by pair.
 */
export function datasetQuality(
  database: ReadableDatabase,
  { dataset, revision: number, today }: Omit<QualityTask, 'workspace'>,
  { cancelled, onProgress, onPartial }: QualityWatch,
): FoundQuality {
  const revision = readRevision(database, dataset, number)
  const { grain, customerKey } = readDataset(database, dataset)
  const facts = { today, grain, customerKey }
  const { nRows, columns: infos } = revision
  const repeated = new RepeatedRows(nRows)
  const patterns = new MissingPatterns(nRows)
  const compared = new ComparedColumns(nRows, infos)
  const columns: ColumnQuality[] = []
  const look = (column: Column, info: ColumnInfo) => {
    const quality = columnQuality(column, info, today)
    columns.push(quality)
    repeated.add(column)
    if (quality.missing > 0) patterns.add(column)
    compared.add(column, quality)
  }
  let told = Date.now()
  for (let start = 0; start < infos.length; start += columnsAtOnce) {
    const some = infos.slice(start, start + columnsAtOnce)
    const wanted = some.map(({ name }) => ({ name, as: 'any' as const }))
    for (const [i, column] of loadColumns(database, revision, wanted, null, cancelled).entries()) {
      if (cancelled()) throw failure('cancelled')
      look(column, some[i] as ColumnInfo)
      onProgress(columnsDone(columns.length, infos.length))
    }
    if (Date.now() - told < partialMs) continue
    told = Date.now()
    onPartial(foundIn({ nRows, columns, ...unfinished }, facts))
  }
  const whole = { nRows, columns, duplicateRows: repeated.count(), missingPatterns: patterns.top(patternsShown) }
  if (nRows * infos.length > wideTable) onPartial(foundIn({ ...unfinished, ...whole }, facts))
  const associations = associationsOf(compared.chosen, (fraction) => {
    if (cancelled()) throw failure('cancelled')
    onProgress({ stage: 'qualityPairs', fraction: Math.min(1, columnsShare + (1 - columnsShare) * fraction) })
  })
  return foundIn({ ...whole, associations }, facts)
}

/** Of smaller tables the comparison is done before anybody could read what was found so far. */
const wideTable = 100_000
/** What is only known in the end. */
const unfinished = {
  duplicateRows: 0,
  missingPatterns: [],
  associations: {
    ...{ rows: 0, leftOut: 0, kendallRows: 0, top: [] },
    ...{ pearson: nothing, spearman: nothing, kendall: nothing, cramerV: nothing, cramerVCorrected: nothing },
  },
}

function foundIn(report: QualityReport, facts: DatasetFacts): FoundQuality {
  return { report, findings: findingsOf(report, facts) }
}

function columnsDone(done: number, all: number): Progress {
  const note = text('quality.soFar', { done: quantity(done, 'count'), all: quantity(all, 'count') })
  return { stage: 'qualityColumns', fraction: (columnsShare * done) / all, note }
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
    this.chosen = { rows: Math.min(nRows, most), leftOut: 0, numbers: [], categories: [] }
  }

  add(column: Column, { type, role, distinct }: ColumnQuality): void {
    const { numbers, categories } = this.chosen
    if (distinct < 2 || !isComparable(type) || role === 'customer' || role === 'order') return
    const isNumber = column.kind === 'numeric' && type !== 'nominal'
    if (!isNumber && distinct > mostCategories) return
    if ((isNumber ? numbers : categories).length === mostCompared) this.chosen.leftOut++
    else if (isNumber) numbers.push({ name: column.name, values: this.sample(column.values) })
    else categories.push({ name: column.name, ...this.codes(column) })
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
