import { failure } from '../../contract/app-error'
import { type Column, createMatrix, type Matrix } from '../../dataset/column'
import type { CodedStep, EncodingReport, FittedPipeline, LevelsStep, NumberStep, PipelineStep } from './pipeline'
import { termsOf } from './pipeline'
import { levelAt, numberAt, placeLevels } from './source-column'

/** Unknown levels that are named; more are counted. */
const LEVELS_NAMED = 5

export interface Encoded {
  matrix: Matrix
  report: EncodingReport
}

/**
 * Encodes rows by a fitted pipeline; nothing is learned from them.
 * @param columns by any order; a column that the pipeline needs and that is not there counts as missing in every row
 * @param rows positions to encode
 * @returns rows × terms on shared memory, and what could not be taken as it is
 * @throws columnNotNumeric
 * Cost: O(rows·terms).
 */
export function encodeRows(pipeline: FittedPipeline, columns: readonly Column[], rows: Int32Array): Encoded {
  const byName = new Map(columns.map((column) => [column.name, column]))
  const width = pipeline.steps.reduce((sum, step) => sum + termsOf(step).length, 0)
  const matrix = createMatrix(rows.length, width, true)
  const report: EncodingReport = { unknown: [], missingColumns: [] }
  let at = 0
  for (const step of pipeline.steps) {
    if (step.kind === 'dropped') continue
    const column = byName.get(step.name) ?? null
    if (!column) report.missingColumns.push(step.name)
    writeStep(step, column, rows, { matrix, at, report })
    at += termsOf(step).length
  }
  return { matrix: pipeline.selected ? pickColumns(matrix, pipeline.selected) : matrix, report }
}

interface Target {
  matrix: Matrix
  at: number
  report: EncodingReport
}

function writeStep(step: PipelineStep, column: Column | null, rows: Int32Array, target: Target): void {
  if (step.kind === 'number') writeNumbers(step, column, rows, target)
  else if (step.kind === 'levels') writeLevels(step, column, rows, target)
  else if (step.kind === 'coded') writeCoded(step, column, rows, target)
}

function writeNumbers(step: NumberStep, column: Column | null, rows: Int32Array, { matrix, at }: Target): void {
  if (column?.kind === 'categorical') throw failure('columnNotNumeric', { column: step.name }, { column: step.name })
  const { data, nColumns } = matrix
  const fill = step.fill ?? Number.NaN
  for (let i = 0; i < rows.length; i++) {
    const given = column ? numberAt(column, rows[i] as number) : Number.NaN
    const isMissing = Number.isNaN(given)
    const value = isMissing ? fill : given
    let place = i * nColumns + at
    let power = 1
    for (const { center, scale } of step.powers) {
      power *= value
      data[place++] = (power - center) / scale
    }
    if (step.indicator) data[place] = isMissing ? 1 : 0
  }
}

function writeLevels(step: LevelsStep, column: Column | null, rows: Int32Array, target: Target): void {
  const { matrix, at } = target
  const { data, nColumns } = matrix
  const fill = step.levels.indexOf(step.fill)
  const codes = column && placeLevels(column, step.levels, rowsOf(column))
  const width = step.levels.length - 1
  for (let i = 0; i < rows.length; i++) {
    const given = codes ? (codes[rows[i] as number] as number) : -1
    const code = given === -1 ? fill : given
    const place = i * nColumns + at
    if (code > 0) data[place + code - 1] = 1
    if (step.indicator) data[place + width] = given === -1 ? 1 : 0
  }
  if (column && codes) reportUnknown(step.name, column, codes, rows, target.report)
}

function writeCoded(step: CodedStep, column: Column | null, rows: Int32Array, target: Target): void {
  const { matrix, at } = target
  const { data, nColumns } = matrix
  const { nOutputs: width, center, scale } = step
  const codes = column && placeLevels(column, step.levels, rowsOf(column))
  for (let i = 0; i < rows.length; i++) {
    const code = codes ? (codes[rows[i] as number] as number) : -1
    for (let k = 0; k < width; k++) {
      const value = code < 0 ? (step.otherwise[k] as number) : (step.values[code * width + k] as number)
      data[i * nColumns + at + k] = (value - center) / scale
    }
  }
  if (column && codes) reportUnknown(step.name, column, codes, rows, target.report)
}

function rowsOf(column: Column): number {
  return column.kind === 'numeric' ? column.values.length : column.codes.length
}

function reportUnknown(
  name: string,
  column: Column,
  codes: Int32Array,
  rows: Int32Array,
  report: EncodingReport,
): void {
  const levels = new Set<string>()
  let count = 0
  for (let i = 0; i < rows.length; i++) {
    if (codes[rows[i] as number] !== -2) continue
    count++
    if (levels.size < LEVELS_NAMED) levels.add(levelAt(column, rows[i] as number) ?? '')
  }
  if (count > 0) report.unknown.push({ column: name, levels: [...levels], rows: count })
}

/** Some columns of a matrix, in the order given. */
export function pickColumns(matrix: Matrix, columns: readonly number[]): Matrix {
  const picked = createMatrix(matrix.nRows, columns.length, true)
  for (let i = 0; i < matrix.nRows; i++) {
    for (let j = 0; j < columns.length; j++) {
      picked.data[i * columns.length + j] = matrix.data[i * matrix.nColumns + (columns[j] as number)] as number
    }
  }
  return picked
}
