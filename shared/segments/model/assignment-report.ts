import type { Column } from '../../dataset/column'
import { kolmogorovSmirnov, populationStability, stabilityIndex } from '../../math/drift'
import { mean } from '../../math/sum'
import { comparable } from '../explanation/comparable'
import { type Assignment, assignRows } from './assign-rows'
import { modelColumns, type SegmentModel } from './segment-model'

/** How a column has moved between the rows the model learned from and the new ones. */
export interface ColumnDrift {
  column: string
  /** Population stability index; below 0.1 little has moved, above 0.25 much. Null without values. */
  psi: number | null
  /** Kolmogorov-Smirnov statistic, 0 to 1; null for categories. */
  ks: number | null
  meanThen: number | null
  meanNow: number | null
  missingThen: number
  missingNow: number
}

/** What became of new rows. */
export interface AssignmentReport {
  nRows: number
  /** Label per row, null (`NO_LABEL`) where a value is missing. */
  labels: Int32Array
  segments: { label: number; name: string; rowsThen: number; shareThen: number; rows: number; share: number }[]
  /** Rows that got no segment because a value is missing. */
  withoutSegment: number
  /** Share of the rows that lie farther from their centre than any row of that segment the model learned from; null for a tree. */
  beyondTraining: number | null
  drift: ColumnDrift[]
  /** False where the nearest mean stands in for a method that has no rule for new rows. */
  isExact: boolean
  /** Share of the rows learned from that the model puts into the very segment they had. */
  agreement: number
  /** Columns of the dataset that the model does not use. */
  unusedColumns: string[]
}

/** Columns of some rows, all of the same length. */
export interface ModelRows {
  nRows: number
  columns: readonly Column[]
}

/**
 * Puts new rows into the segments of a model and says how they differ from those it learned from.
 * @param training rows that the model learned from, with the labels they have in its run
 * Cost: that of `assignRows` for both, and a sort per column.
 */
export function reportAssignment(
  model: SegmentModel,
  training: ModelRows & { labels: Int32Array },
  fresh: ModelRows,
): Omit<AssignmentReport, 'unusedColumns'> {
  const before = assignRows(model, training.columns, training.nRows)
  const now = assignRows(model, fresh.columns, fresh.nRows)
  const k = model.segments.length
  const [then, counts] = [countLabels(training.labels, k), countLabels(now.labels, k)]
  const [nThen, nNow] = [then, counts].map((list) => list.reduce((sum, count) => sum + count, 0)) as [number, number]
  return {
    nRows: fresh.nRows,
    labels: now.labels,
    segments: model.segments.map((name, label) => ({
      label,
      name,
      rowsThen: then[label] as number,
      shareThen: nThen > 0 ? (then[label] as number) / nThen : 0,
      rows: counts[label] as number,
      share: nNow > 0 ? (counts[label] as number) / nNow : 0,
    })),
    withoutSegment: fresh.nRows - nNow,
    beyondTraining: beyond(before, now, k),
    drift: modelColumns(model).map((name) => driftOf(name, training.columns, fresh.columns)),
    isExact: model.isExact,
    agreement: agreementOf(training.labels, before.labels),
  }
}

function countLabels(labels: Int32Array, k: number): number[] {
  const counts = new Array<number>(k).fill(0)
  for (const label of labels) if (label >= 0) counts[label] = (counts[label] as number) + 1
  return counts
}

function beyond(before: Assignment, now: Assignment, k: number): number | null {
  if (!before.distances || !now.distances) return null
  const farthest = new Float64Array(k)
  for (const [i, label] of before.labels.entries()) {
    if (label >= 0) farthest[label] = Math.max(farthest[label] as number, before.distances[i] as number)
  }
  let [far, all] = [0, 0]
  for (const [i, label] of now.labels.entries()) {
    if (label < 0) continue
    all++
    // A last digit is no distance: the same row read anew must not count.
    if ((now.distances[i] as number) > (farthest[label] as number) * (1 + 1e-12)) far++
  }
  return all > 0 ? far / all : 0
}

/** Rows that had a segment in the run and get the same one from the model. */
function agreementOf(own: Int32Array, given: Int32Array): number {
  let [same, all] = [0, 0]
  for (const [i, label] of own.entries()) {
    if (label < 0) continue
    all++
    if (given[i] === label) same++
  }
  return all > 0 ? same / all : 1
}

function driftOf(name: string, before: readonly Column[], now: readonly Column[]): ColumnDrift {
  const [first, second] = [before, now].map((list) => comparable(list.find((one) => one.name === name) as Column))
  if (first?.kind === 'numeric' && second?.kind === 'numeric') return numericDrift(name, first.values, second.values)
  return levelDrift(name, wordsOf(first as Column), wordsOf(second as Column))
}

function numericDrift(column: string, before: Float64Array, now: Float64Array): ColumnDrift {
  const [first, second] = [before, now].map((values) => values.filter(Number.isFinite).sort()) as [
    Float64Array,
    Float64Array,
  ]
  const both = first.length > 0 && second.length > 0
  return {
    column,
    psi: both ? populationStability(first, second) : null,
    ks: both ? kolmogorovSmirnov(first, second) : null,
    meanThen: first.length > 0 ? mean(first) : null,
    meanNow: second.length > 0 ? mean(second) : null,
    missingThen: before.length - first.length,
    missingNow: now.length - second.length,
  }
}

function wordsOf(column: Column): (string | null)[] {
  if (column.kind === 'numeric')
    return Array.from(column.values, (value) => (Number.isFinite(value) ? String(value) : null))
  return Array.from(column.codes, (code) => column.levels[code] ?? null)
}

function levelDrift(column: string, before: readonly (string | null)[], now: readonly (string | null)[]): ColumnDrift {
  const levels = new Map<string, [number, number]>()
  for (const [side, words] of [before, now].entries()) {
    for (const word of words) {
      if (word === null) continue
      const counts = levels.get(word) ?? [0, 0]
      counts[side as 0 | 1]++
      levels.set(word, counts)
    }
  }
  const [first, second] = [0, 1].map((side) => [...levels.values()].map((counts) => counts[side] as number)) as [
    number[],
    number[],
  ]
  const missing = (words: readonly (string | null)[]) => words.reduce((sum, word) => sum + (word === null ? 1 : 0), 0)
  const both = [first, second].every((counts) => counts.some((count) => count > 0))
  const psi = both ? stabilityIndex(first, second) : null
  return {
    column,
    psi,
    ks: null,
    meanThen: null,
    meanNow: null,
    missingThen: missing(before),
    missingNow: missing(now),
  }
}
