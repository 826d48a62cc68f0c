import { type Column, createMatrix, type Matrix } from '../../dataset/column'
import type { Estimator } from '../estimator'
import { encodeRows } from '../pipeline/encode'
import { type Block, blocksOf, encodeValue } from '../predictive/encoded-blocks'
import { scoresOf } from '../predictive/evaluate'
import type { PredictiveResult, TrainingColumn } from '../predictive/result'
import { valueAt } from '../predictive/row-reasons'
import type { RisingReason } from './rising-reason'

const REASONS = 3
/** Shares of the training rows up to which a number is low, and from which on it is high. */
const LOW = 0.35
const HIGH = 0.65
/** A column that moves the answer less than this share of the strongest is no reason. */
const NEGLIGIBLE = 0.05

/**
 * For each row the columns that raise its probability most, strongest first.
 * Exact contributions where the model has them; else what the probability loses when that column alone has its typical value.
 * Cost: as `explain`, or one prediction per row and column.
 */
export function risingReasons<P, M>(
  estimator: Estimator<P, M>,
  { fitted, classes }: PredictiveResult,
  columns: readonly Column[],
  nRows: number,
): RisingReason[][] {
  if (nRows === 0 || classes.length !== 2) return Array.from({ length: nRows }, () => [])
  const rows = Int32Array.from({ length: nRows }, (_, i) => i)
  const { matrix } = encodeRows(fitted.pipeline, columns, rows)
  const blocks = blocksOf(fitted.pipeline)
  const model = fitted.model as M
  const exact = estimator.explain?.(model, matrix, 1)?.values ?? null
  const added = exact
    ? blocks.map(({ places }) => Float64Array.from(rows, (row) => sumAt(exact, row, places)))
    : lossesOf((x) => scoresOf(estimator.predict(model, x)), matrix, blocks, fitted.training)
  const byName = new Map(columns.map((column) => [column.name, column]))
  const training = new Map(fitted.training.map((one) => [one.name, one]))
  return Array.from(rows, (row) => {
    const strengths = blocks.map((block, k) => ({ block, strength: (added[k] as Float64Array)[row] as number }))
    const strongest = strengths.sort((a, b) => b.strength - a.strength)
    const least = Math.max(0, (strongest[0]?.strength ?? 0) * NEGLIGIBLE)
    return strongest
      .filter(({ strength }) => strength > least)
      .slice(0, REASONS)
      .map(({ block: { feature } }) => reasonOf(byName.get(feature), feature, training.get(feature), row))
  })
}

function sumAt({ data, nColumns }: Matrix, row: number, places: readonly number[]): number {
  return places.reduce((sum, place) => sum + (data[row * nColumns + place] as number), 0)
}

/** What each row's probability loses when one column has the value that is typical in training. */
function lossesOf(
  score: (x: Matrix) => Float64Array,
  matrix: Matrix,
  blocks: readonly Block[],
  training: readonly TrainingColumn[],
): Float64Array[] {
  const before = score(matrix)
  return blocks.map((block) => {
    const typical = typicalValue(training.find(({ name }) => name === block.feature))
    if (typical === null) return new Float64Array(matrix.nRows)
    const changed = createMatrix(matrix.nRows, matrix.nColumns, true)
    changed.data.set(matrix.data)
    const encoded = encodeValue(block, typical)
    for (let row = 0; row < matrix.nRows; row++) {
      for (const [k, place] of block.places.entries())
        changed.data[row * matrix.nColumns + place] = encoded[k] as number
    }
    const after = score(changed)
    return before.map((own, row) => own - (after[row] as number))
  })
}

/** The median of a number, about, or the most frequent level. */
function typicalValue(training: TrainingColumn | undefined): number | string | null {
  if (!training) return null
  if (training.levels) return training.levels[0] ?? null
  const edges = training.edges ?? []
  return edges[Math.floor(edges.length / 2)] ?? null
}

function reasonOf(
  column: Column | undefined,
  name: string,
  training: TrainingColumn | undefined,
  row: number,
): RisingReason {
  const value = valueAt(column, row)
  const isDate = column?.measureType === 'time'
  const side = typeof value === 'number' && training?.edges ? sideOf(value, training.edges, training.shares) : null
  return { column: name, value, side, isDate }
}

/** Where a number lies among those of training: the share below it, half of its own tenth counted. */
function sideOf(value: number, edges: readonly number[], shares: readonly number[]): 'low' | 'high' | null {
  let bin = 0
  while (bin < edges.length && value > (edges[bin] as number)) bin++
  const known = shares.slice(0, edges.length + 1)
  const total = known.reduce((sum, share) => sum + share, 0)
  if (total === 0) return null
  const below = known.slice(0, bin).reduce((sum, share) => sum + share, 0)
  const place = (below + (known[bin] ?? 0) / 2) / total
  return place <= LOW ? 'low' : place >= HIGH ? 'high' : null
}
