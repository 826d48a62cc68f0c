import type { ColumnProfile } from '@shared/contract/channels'
import type { CategoricalColumn, NumericColumn } from '@shared/dataset/column'
import type { ColumnInfo } from '@shared/dataset/schema'
import { moments } from '@shared/math/moments'
import { quantile } from '@shared/math/quantile'
import type { ReadableDatabase } from '../database/connection'
import type { Revision } from '../database/dataset-store'
import { loadColumns } from './load-columns'

const topValues = 8
const mostBins = 30
const columnsAtOnce = 8

/**
 * What a dataset's columns hold, as its page shows it. Spread and shape are of numbers only; smallest and largest also of dates.
 * @throws cancelled
 * Cost: one pass over the table per 8 columns and a sort per column; memory of 8 columns.
 */
export function profileDataset(
  database: ReadableDatabase,
  revision: Revision,
  cancelled: () => boolean,
): ColumnProfile[] {
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
  const sorted = finite(values).sort()
  const isDate = storage === 'date' || storage === 'datetime'
  const show = isDate ? (value: number) => isoText(value, storage) : (value: number) => value
  const { mean, sd, skewness } = moments(isDate ? new Float64Array(0) : sorted)
  const { distinct, repeated } = countRuns(sorted)
  return {
    name,
    missing: values.length - sorted.length,
    distinct,
    mean: orNull(mean),
    sd: orNull(sd),
    min: sorted.length > 0 ? show(sorted[0] as number) : null,
    median: orNull(quantile(sorted, 0.5)),
    max: sorted.length > 0 ? show(sorted[sorted.length - 1] as number) : null,
    skewness: orNull(skewness),
    histogram: histogramOf(sorted, distinct),
    top: mostFrequent(repeated).map(({ value, count }) => ({ value: String(show(value)), count })),
  }
}

function finite(values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length)
  let n = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (Number.isFinite(value)) kept[n++] = value
  }
  return kept.subarray(0, n)
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

/** How many different values there are, and those that occur more than once. */
function countRuns(sorted: Float64Array): { distinct: number; repeated: Counted<number>[] } {
  const repeated: Counted<number>[] = []
  let distinct = 0
  let start = 0
  for (let i = 1; i <= sorted.length; i++) {
    if (sorted[i] === sorted[start]) continue
    distinct++
    if (i - start > 1) repeated.push({ value: sorted[start] as number, count: i - start })
    start = i
  }
  return { distinct, repeated }
}

/** The most frequent values; among equals the first ones. Values that all differ have no top. */
function mostFrequent<T>(repeated: Counted<T>[]): Counted<T>[] {
  return repeated.sort((a, b) => b.count - a.count).slice(0, topValues)
}

/** Bins of equal width: as many as Sturges' rule says, at most one per distinct value. */
function histogramOf(sorted: Float64Array, distinct: number): ColumnProfile['histogram'] {
  if (distinct < 2) return null
  const low = sorted[0] as number
  const high = sorted[sorted.length - 1] as number
  const nBins = Math.min(mostBins, Math.max(2, distinct), Math.ceil(Math.log2(sorted.length)) + 1)
  const counts = new Array<number>(nBins).fill(0)
  for (let i = 0; i < sorted.length; i++) {
    const bin = Math.min(nBins - 1, Math.floor((((sorted[i] as number) - low) / (high - low)) * nBins))
    counts[bin] = (counts[bin] as number) + 1
  }
  const edges = Array.from({ length: nBins + 1 }, (_, i) => low + ((high - low) * i) / nBins)
  return { edges, counts }
}

function profileCategories({ name, codes, levels }: CategoricalColumn): ColumnProfile {
  const counts = new Int32Array(levels.length)
  let missing = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number
    if (code < 0) missing++
    else counts[code] = (counts[code] as number) + 1
  }
  const repeated = levels.flatMap((value, code) => {
    const count = counts[code] as number
    return count > 1 ? [{ value, count }] : []
  })
  const nothing = { mean: null, sd: null, min: null, median: null, max: null, skewness: null, histogram: null }
  return { name, missing, distinct: levels.length, ...nothing, top: mostFrequent(repeated) }
}
