import type { ColumnProfile } from '@shared/contract/channels'
import type { CategoricalColumn, NumericColumn } from '@shared/dataset/column'
import type { ColumnInfo } from '@shared/dataset/schema'
import { moments } from '@shared/math/moments'
import { quantile } from '@shared/math/quantile'
import type { ReadableDatabase } from '../database/connection'
import { readRevision } from '../database/dataset-store'
import { loadColumns } from './load-columns'

const topValues = 8
const mostBins = 30
const columnsAtOnce = 8

/**
 * What a dataset's columns hold, as its page shows it. Spread and shape are of numbers only; smallest and largest also of dates.
 * @throws datasetUnknown, cancelled
 * Cost: one pass over the table per 8 columns and a sort per column; memory of 8 columns.
 */
export function profileDataset(database: ReadableDatabase, dataset: string, cancelled: () => boolean): ColumnProfile[] {
  const revision = readRevision(database, dataset)
  const profiles: ColumnProfile[] = []
  for (let start = 0; start < revision.columns.length; start += columnsAtOnce) {
    const infos = revision.columns.slice(start, start + columnsAtOnce)
    const wanted = infos.map(({ name }) => ({ name, as: 'any' as const }))
    const columns = loadColumns(database, revision, wanted, null, cancelled)
    for (const [i, column] of columns.entries()) {
      const info = infos[i] as ColumnInfo
      profiles.push(column.kind === 'numeric' ? profileNumbers(column, info) : profileCategories(column))
    }
  }
  return profiles
}

function profileNumbers({ name, values }: NumericColumn, { storage }: ColumnInfo): ColumnProfile {
  const sorted = values.filter(Number.isFinite).sort()
  const isDate = storage === 'date' || storage === 'datetime'
  const show = isDate ? (value: number) => isoText(value, storage) : (value: number) => value
  const { mean, sd, skewness } = moments(isDate ? new Float64Array(0) : sorted)
  const counts = countRuns(sorted)
  return {
    name,
    missing: values.length - sorted.length,
    distinct: counts.length,
    mean: orNull(mean),
    sd: orNull(sd),
    min: sorted.length > 0 ? show(sorted[0] as number) : null,
    median: orNull(quantile(sorted, 0.5)),
    max: sorted.length > 0 ? show(sorted[sorted.length - 1] as number) : null,
    skewness: orNull(skewness),
    histogram: histogramOf(sorted, counts.length),
    top: mostFrequent(counts).map(({ value, count }) => ({ value: String(show(value)), count })),
  }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function isoText(milliseconds: number, storage: ColumnInfo['storage']): string {
  const iso = new Date(milliseconds).toISOString()
  return storage === 'date' ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}

interface Counted<T> {
  value: T
  count: number
}

function countRuns(sorted: Float64Array): Counted<number>[] {
  const counts: Counted<number>[] = []
  for (const value of sorted) {
    const last = counts[counts.length - 1]
    if (last && last.value === value) last.count++
    else counts.push({ value, count: 1 })
  }
  return counts
}

/** The most frequent values; among equals the first ones. Values that all differ have no top. */
function mostFrequent<T>(counts: Counted<T>[]): Counted<T>[] {
  const frequent = counts.filter(({ count }) => count > 1)
  return frequent.sort((a, b) => b.count - a.count).slice(0, topValues)
}

/** Bins of equal width: as many as Sturges' rule says, at most one per distinct value. */
function histogramOf(sorted: Float64Array, distinct: number): ColumnProfile['histogram'] {
  if (distinct < 2) return null
  const low = sorted[0] as number
  const high = sorted[sorted.length - 1] as number
  const nBins = Math.min(mostBins, Math.max(2, distinct), Math.ceil(Math.log2(sorted.length)) + 1)
  const counts = new Array<number>(nBins).fill(0)
  for (const value of sorted) {
    const bin = Math.min(nBins - 1, Math.floor(((value - low) / (high - low)) * nBins))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const edges = Array.from({ length: nBins + 1 }, (_, i) => low + ((high - low) * i) / nBins)
  return { edges, counts }
}

function profileCategories({ name, codes, levels }: CategoricalColumn): ColumnProfile {
  const counts = levels.map((value) => ({ value, count: 0 }))
  let missing = 0
  for (const code of codes) {
    const counted = counts[code]
    if (counted) counted.count++
    else missing++
  }
  const nothing = { mean: null, sd: null, min: null, median: null, max: null, skewness: null, histogram: null }
  return { name, missing, distinct: levels.length, ...nothing, top: mostFrequent(counts) }
}
