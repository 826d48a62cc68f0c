import { failure } from '../../contract/app-error'
import { text } from '../../contract/text'
import type { Column } from '../../dataset/column'
import type { Random } from '../../math/random'
import type { MethodInput } from '../../methods/define-method'
import { shuffled } from '../pipeline/folds'
import { codeColumn, numberAt } from '../pipeline/source-column'
import type { PredictiveParams, SplitChoice } from './params'
import type { Target } from './read-target'
import type { PredictiveResult } from './result'

/** Positions among the run's rows. */
export interface Split {
  kind: PredictiveResult['split']
  train: Int32Array
  test: Int32Array
  /** Time per row of the run, when the split is by time. */
  times: Float64Array | null
  /** Group per row of the run, when groups are kept together. */
  groups: Int32Array | null
}

/** The column that a split by time or group goes by, when a parameter names it. */
export function splitColumns({ split }: { split?: SplitChoice }): Record<string, string> {
  if (typeof split !== 'object' || !('kind' in split)) return {}
  if ((split.kind === 'time' || split.kind === 'group') && split.column) return { [split.kind]: split.column }
  return {}
}

/**
 * Divides rows into those to learn from and those to be tested on.
 * @param usable 1 per row that may take part
 * @throws splitColumnMissing, splitRowUnknown
 */
export function makeSplit(
  input: MethodInput,
  usable: Uint8Array,
  target: Target,
  params: Pick<PredictiveParams, 'split' | 'testShare'>,
  random: Random,
): Split {
  const choice = typeof params.split === 'string' ? { kind: params.split } : params.split
  if ('trainRows' in choice) return splitByRows(input, usable, choice)
  const share = ('testShare' in choice ? choice.testShare : undefined) ?? params.testShare
  const rows = flagged(usable).filter((row) => !Number.isNaN(target.y[row]))
  const none = { times: null, groups: null }
  if (choice.kind === 'none') return { kind: 'none', train: rows, test: rows, ...none }
  if (choice.kind === 'stratified') return { kind: 'stratified', ...stratified(rows, target, share, random), ...none }
  const column = columnOf(input, choice.kind, 'column' in choice ? choice.column : undefined)
  if (choice.kind === 'time') {
    const from = 'from' in choice && choice.from ? Date.parse(choice.from) : null
    return { kind: 'time', ...byTime(rows, column, share, from, input.nRows), groups: null }
  }
  return { kind: 'group', ...byGroup(rows, column, share, random, input.nRows), times: null }
}

function flagged(flags: Uint8Array): Int32Array {
  const rows = new Int32Array(flags.length)
  let size = 0
  for (let i = 0; i < flags.length; i++) if (flags[i] === 1) rows[size++] = i
  return rows.slice(0, size)
}

function columnOf({ columns }: MethodInput, kind: 'time' | 'group', name: string | undefined): Column {
  const all = [...(columns[kind] ?? []), ...Object.values(columns).flat()]
  const found = name === undefined ? columns[kind]?.[0] : all.find((column) => column.name === name)
  if (found) return found
  throw failure('splitColumnMissing', { kind: text(`predict.split.${kind}`), role: kind }, { parameter: 'split' })
}

function splitByRows(
  { rowIds, nRows }: MethodInput,
  usable: Uint8Array,
  { trainRows, testRows }: { trainRows: number[]; testRows: number[] },
): Split {
  const places = new Map<number, number>()
  for (let i = 0; i < nRows; i++) places.set(rowIds[i] as number, i)
  const isWhole = nRows > 0 && rowIds[nRows - 1] === nRows - 1
  const placed = (rows: number[]) =>
    Int32Array.from(
      rows.flatMap((row) => {
        const place = places.get(row)
        if (place === undefined && isWhole)
          throw failure('splitRowUnknown', { row, rows: nRows }, { parameter: 'split' })
        return place === undefined || usable[place] === 0 ? [] : [place]
      }),
    )
  return { kind: 'rows', train: placed(trainRows), test: placed(testRows), times: null, groups: null }
}

/** Of every class the same share is tested. */
function stratified(rows: Int32Array, { y, nClasses }: Target, share: number, random: Random) {
  const isTest = new Uint8Array(y.length)
  for (let k = 0; k < Math.max(1, nClasses); k++) {
    const own = nClasses === 0 ? rows : rows.filter((row) => y[row] === k)
    const count = Math.round(own.length * share)
    const order = shuffled(own.length, random)
    for (let i = 0; i < count; i++) isTest[own[order[i] as number] as number] = 1
  }
  return { train: rows.filter((row) => isTest[row] === 0), test: rows.filter((row) => isTest[row] === 1) }
}

/** The latest rows are tested; rows of the same time stay together. */
function byTime(rows: Int32Array, column: Column, share: number, from: number | null, nRows: number) {
  const times = Float64Array.from({ length: nRows }, (_, i) => numberAt(column, i))
  const dated = rows.filter((row) => !Number.isNaN(times[row]))
  const sorted = Float64Array.from(dated, (row) => times[row] as number).sort()
  const isDate = column.kind === 'numeric' && column.measureType === 'time'
  const cut = from !== null ? from / (isDate ? 86_400_000 : 1) : sorted[Math.floor(sorted.length * (1 - share))]
  const limit = cut ?? Number.POSITIVE_INFINITY
  const train = dated.filter((row) => (times[row] as number) < limit)
  return { train, test: dated.filter((row) => (times[row] as number) >= limit), times }
}

/** Whole groups are tested, drawn until they hold the share of rows. */
function byGroup(rows: Int32Array, column: Column, share: number, random: Random, nRows: number) {
  const { codes, levels } = codeColumn(column, rows, nRows)
  // A row without a group is one by itself.
  const groups = codes.map((code, row) => (code < 0 ? levels.length + row : code))
  const sizes = new Map<number, number>()
  for (const row of rows) sizes.set(groups[row] as number, (sizes.get(groups[row] as number) ?? 0) + 1)
  const names = [...sizes.keys()]
  const tested = new Set<number>()
  let size = 0
  for (const at of shuffled(names.length, random)) {
    const group = names[at] as number
    if (size + (sizes.get(group) as number) / 2 > rows.length * share) continue
    tested.add(group)
    size += sizes.get(group) as number
  }
  const isTest = (row: number) => tested.has(groups[row] as number)
  return { train: rows.filter((row) => !isTest(row)), test: rows.filter(isTest), groups }
}
