import { z } from 'zod'
import type { Progress } from '../contract/run-events'
import type { CategoricalColumn, Column, NumericColumn } from '../dataset/column'
import { type MeasureType, measureTypeSchema } from '../dataset/schema'
import { moments } from '../math/moments'
import { range } from '../math/scaling'
import { comparable } from './explanation/comparable'

/** Most frequent values of a nominal column that are kept. */
const MOST_LEVELS = 8
/** Label of rows in no segment, which count overall but in no segment. */
const NOISE = -1

/** A numeric column by segment, in its own units; null where a segment has no value. */
export interface NumericProfile {
  name: string
  measureType: MeasureType
  missing: number
  overall: number
  /** No value is below 0, so that "three times as much" says something. */
  isAmount: boolean
  /** Sample standard deviation of all rows used. */
  sd: number
  means: (number | null)[]
  /** (mean − overall) / sd. */
  differences: (number | null)[]
}

/** A nominal column by segment: its most frequent values with their shares of the rows that have a value. */
export interface NominalProfile {
  name: string
  missing: number
  distinct: number
  levels: string[]
  overall: number[]
  /** Segment × level. */
  shares: number[][]
  /** Segment × level: (share − overall) / √(overall·(1 − overall)). */
  differences: number[][]
}

export interface SegmentProfile {
  numeric: NumericProfile[]
  nominal: NominalProfile[]
}

export const segmentProfileSchema: z.ZodType<SegmentProfile> = z.object({
  numeric: z.array(
    z.object({
      name: z.string(),
      measureType: measureTypeSchema,
      missing: z.int(),
      overall: z.number(),
      isAmount: z.boolean(),
      sd: z.number(),
      means: z.array(z.number().nullable()),
      differences: z.array(z.number().nullable()),
    }),
  ),
  nominal: z.array(
    z.object({
      name: z.string(),
      missing: z.int(),
      distinct: z.int(),
      levels: z.array(z.string()),
      overall: z.array(z.number()),
      shares: z.array(z.array(z.number())),
      differences: z.array(z.array(z.number())),
    }),
  ),
})

/**
 * What segments look like in any columns, also those they were not made from.
 * @param columns each name counts once; columns without any value are left out
 * @param labels one per row; noise (−1) counts overall but in no segment, rows with a lesser label take no part
 * Cost: O(n) per column.
 */
export function* profileSegments(
  columns: readonly Column[],
  labels: Int32Array,
  nClusters: number,
): Generator<Progress, SegmentProfile, void> {
  const unique = [...new Map(columns.map((column) => [column.name, comparable(column)])).values()]
  const profile: SegmentProfile = { numeric: [], nominal: [] }
  const room = new Float64Array(labels.length)
  for (const column of unique) {
    if (column.kind === 'categorical') addNominal(profile, column, labels, nClusters)
    else addNumeric(profile, column, labels, nClusters, room)
    yield { stage: 'profile', fraction: null }
  }
  return profile
}

/** @param room as long as the labels, to be written over */
function addNumeric(
  profile: SegmentProfile,
  column: NumericColumn,
  labels: Int32Array,
  nClusters: number,
  room: Float64Array,
): void {
  let [taking, count] = [0, 0]
  for (let i = 0; i < labels.length; i++) {
    if ((labels[i] as number) < NOISE) continue
    taking++
    if (Number.isFinite(column.values[i])) room[count++] = column.values[i] as number
  }
  const present = room.subarray(0, count)
  if (present.length === 0) return
  const { mean: overall, sd } = moments(present)
  const sums = new Float64Array(nClusters)
  const counts = new Float64Array(nClusters)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    const value = column.values[i] as number
    if (label < 0 || !Number.isFinite(value)) continue
    sums[label] = (sums[label] as number) + (value - overall)
    counts[label] = (counts[label] as number) + 1
  }
  const gaps = Array.from(sums, (sum, c) => (counts[c] ? sum / (counts[c] as number) : null))
  profile.numeric.push({
    name: column.name,
    measureType: column.measureType,
    missing: taking - count,
    overall,
    isAmount: column.measureType !== 'time' && range(present).min >= 0,
    sd: Number.isFinite(sd) ? sd : 0,
    means: gaps.map((gap) => (gap === null ? null : overall + gap)),
    differences: gaps.map((gap) => (gap === null ? null : sd > 0 ? gap / sd : 0)),
  })
}

function addNominal(profile: SegmentProfile, column: CategoricalColumn, labels: Int32Array, nClusters: number): void {
  const nLevels = column.levels.length
  const counts = new Float64Array((nClusters + 1) * nLevels)
  let missing = 0
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    const code = column.codes[i] as number
    if (label < NOISE) continue
    const row = label === NOISE ? nClusters : label
    if (code < 0) missing++
    else counts[row * nLevels + code] = (counts[row * nLevels + code] as number) + 1
  }
  const rows = Array.from({ length: nClusters + 1 }, (_, c) => counts.subarray(c * nLevels, (c + 1) * nLevels))
  const totals = column.levels.map((_, level) => rows.reduce((sum, row) => sum + (row[level] as number), 0))
  const order = totals.map((_, level) => level).filter((level) => (totals[level] as number) > 0)
  if (order.length === 0) return
  order.sort((a, b) => (totals[b] as number) - (totals[a] as number) || a - b)
  const kept = order.slice(0, MOST_LEVELS)
  const overall = sharesOf(Float64Array.from(totals), kept)
  const shares = rows.slice(0, nClusters).map((row) => sharesOf(row, kept))
  profile.nominal.push({
    name: column.name,
    missing,
    distinct: order.length,
    levels: kept.map((level) => column.levels[level] as string),
    overall,
    shares,
    differences: shares.map((row) => row.map((share, at) => standardised(share, overall[at] as number))),
  })
}

function sharesOf(counts: Float64Array, kept: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return kept.map((level) => (total > 0 ? (counts[level] as number) / total : 0))
}

function standardised(share: number, overall: number): number {
  const spread = Math.sqrt(overall * (1 - overall))
  return spread > 0 ? (share - overall) / spread : 0
}
