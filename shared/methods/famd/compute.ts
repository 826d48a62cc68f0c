import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { type Column, createMatrix, type Matrix } from '../../dataset/column'
import { componentScores, principalComponents } from '../../math/principal-components'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { spreadMatrix } from '../spread-rows'
import { type Block, blockOf } from './blocks'
import type { FamdParams, FamdResult } from './method'

/** Columns of the indicator matrix; more would be a list of names, not categories. */
const mostWidth = 300
const smallestShare = 1e-10

/**
 * Components of numbers and categories together: numbers standardised, categories as indicators over √share, then principal
 * components with divisor n.
 * @throws tooFewColumns, tooFewRows, columnConstant, tooManyCategories
 * Cost: O(n·w² + w³) for w columns and categories together.
 */
export function* compute(
  input: MethodInput,
  params: FamdParams,
  { parallel }: MethodContext,
): Generator<Progress, Outcome<FamdResult>, void> {
  const columns = input.columns['features'] ?? []
  if (columns.length < 2) {
    throw failure('tooFewColumns', { method: text('methods.famd.name'), needed: 2, given: columns.length })
  }
  const rows = usableRows(columns, input.nRows, params)
  if (rows.length < 3) {
    throw failure('tooFewRows', { method: text('methods.famd.name'), needed: 3, used: rows.length, all: input.nRows })
  }
  const blocks = columns.map((column) => blockOf(column, rows))
  const width = blocks.reduce((sum, block) => sum + block.width, 0)
  if (width > mostWidth)
    throw failure('tooManyCategories', { method: text('methods.famd.name'), count: width, most: mostWidth })
  const matrix = createMatrix(rows.length, width, true)
  let first = 0
  for (const block of blocks) {
    block.fill(matrix, first)
    first += block.width
    yield { stage: 'preparing', fraction: (0.3 * first) / width }
  }
  const found = principalComponents(matrix, width, parallel)
  yield { stage: 'components', fraction: 0.7 }
  const n = rows.length
  const variances = Array.from(found.variances, (value) => (value * (n - 1)) / n)
  const total = variances.reduce((sum, value) => sum + value, 0)
  const eigenvalues = variances.filter((value) => value > smallestShare * total)
  const m = Math.min(params.nComponents, eigenvalues.length)
  const kept = createMatrix(m, width)
  kept.data.set(found.components.data.subarray(0, m * width))
  const scores = componentScores(matrix, { mean: found.mean, components: kept }, parallel)
  yield { stage: 'components', fraction: 0.9 }
  const result: FamdResult = {
    kind: kindOf(blocks),
    eigenvalues,
    explainedVariance: eigenvalues.slice(0, m),
    explainedVarianceRatio: eigenvalues.slice(0, m).map((value) => value / total),
    scores: spreadMatrix(scores, rows, input.nRows),
    ...placesOf(blocks, scores, eigenvalues),
    mcaInertia: kindOf(blocks) === 'mca' ? eigenvalues.map((value) => value / blocks.length) : null,
    cos2: qualityOf(matrix, scores, rows, input.nRows),
  }
  const rowsDropped = input.nRows - n
  const dropped = rowsDropped > 0 ? [{ reason: text('analysis.dropped.missingValue'), rows: rowsDropped }] : []
  return { result, diagnostics: { rowsUsed: n, rowsDropped, dropped, converged: null, iterations: null } }
}

function usableRows(columns: readonly Column[], nRows: number, { missing }: FamdParams): Int32Array {
  const all = Int32Array.from({ length: nRows }, (_, i) => i)
  if (missing === 'fill') return all
  return all.filter((row) =>
    columns.every((column) =>
      column.kind === 'numeric' ? Number.isFinite(column.values[row]) : (column.codes[row] as number) >= 0,
    ),
  )
}

function kindOf(blocks: readonly Block[]): FamdResult['kind'] {
  const numeric = blocks.filter(({ kind }) => kind === 'numbers').length
  return numeric === blocks.length ? 'pca' : numeric === 0 ? 'mca' : 'famd'
}

function placesOf(
  blocks: readonly Block[],
  scores: Matrix,
  eigenvalues: readonly number[],
): Pick<FamdResult, 'numbers' | 'categories' | 'columnLinks'> {
  const numbers: FamdResult['numbers'] = []
  const categories: FamdResult['categories'] = []
  const columnLinks = blocks.map((block) => {
    if (block.kind === 'numbers') {
      const correlations = block.correlations(scores, eigenvalues)
      numbers.push({ column: block.column, mean: block.mean, standardDeviation: block.spread, correlations })
      return { column: block.column, shares: correlations.map((value) => value * value) }
    }
    const places = block.centres(scores)
    categories.push(...places.map((place) => ({ column: block.column, ...place })))
    // η²: variance between categories over the component's variance.
    const shares = Array.from({ length: scores.nColumns }, (_, c) => {
      const between = places.reduce((sum, { count, coordinates }) => sum + count * (coordinates[c] as number) ** 2, 0)
      return between / scores.nRows / (eigenvalues[c] as number)
    })
    return { column: block.column, shares }
  })
  return { numbers, categories, columnLinks }
}

/** cos² of rows: the part of their squared distance from the centre that lies in the components kept. */
function qualityOf(matrix: Matrix, scores: Matrix, rows: Int32Array, nRows: number): Float64Array {
  const quality = new Float64Array(nRows).fill(Number.NaN)
  const { nColumns: d } = matrix
  const m = scores.nColumns
  for (let i = 0; i < rows.length; i++) {
    let [all, inside] = [0, 0]
    for (let j = 0; j < d; j++) all += (matrix.data[i * d + j] as number) ** 2
    for (let c = 0; c < m; c++) inside += (scores.data[i * m + c] as number) ** 2
    quality[rows[i] as number] = all > 0 ? Math.min(1, inside / all) : 1
  }
  return quality
}
