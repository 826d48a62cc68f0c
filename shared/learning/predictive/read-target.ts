import { failure } from '../../contract/app-error'
import { literal, text } from '../../contract/text'
import type { Column } from '../../dataset/column'
import { parameterInvalid } from '../../methods/parse-params'
import type { PredictiveTask } from '../estimator'
import { levelAt, numberAt } from '../pipeline/source-column'
import type { Remark } from './result'

/** The target of every row of the run. */
export interface Target {
  task: PredictiveTask
  name: string
  /** Class or number per row; NaN where it is missing. */
  y: Float64Array
  classes: string[]
  positive: string | null
  nClasses: number
  remarks: Remark[]
}

/** Words that mean "it happened", written as `normalised` writes them. */
const yesWords: ReadonlySet<string> = new Set([
  ...['yes', 'y', 'true', 't', '1', 'churned', 'churn', 'left', 'lost', 'cancelled', 'canceled', 'exited', 'event'],
  ...['bought', 'buy', 'purchased', 'converted', 'bad', 'default', 'fraud'],
  ...['是', '有', '流失', '已流失', '离开', '退订', '已退订', '取消', '已取消', '真', '购买', '已购买', '成交'],
])

/** More classes than this are not told apart; they are names or numbers. */
const MOST_CLASSES = 50
/** A level this rare, a letter away from one that is so many times as frequent, is a slip. */
const SLIP = { share: 0.02, times: 10, length: 3 }

interface TargetChoice {
  methodId: string
  tasks: readonly PredictiveTask[]
  task: 'auto' | PredictiveTask
  positive: string | number | null
}

/**
 * Reads what is to be predicted. Spellings that differ only in case or blanks are one class, and that is said.
 * @throws targetOneClass, targetSlip, targetTooManyClasses, targetNotNumeric, parameterInvalid
 */
export function readTarget(column: Column, nRows: number, choice: TargetChoice): Target {
  return taskOf(column, nRows, choice) === 'regression'
    ? readNumbers(column, nRows)
    : readClasses(column, nRows, choice)
}

function taskOf(column: Column, nRows: number, { methodId, tasks, task }: TargetChoice): PredictiveTask {
  const [only] = tasks
  if (task !== 'auto') {
    if (tasks.includes(task)) return task
    throw parameterInvalid(methodId, 'task', text('errors.constraint.oneOf', { options: tasks.join(', ') }), task)
  }
  if (tasks.length === 1) return only as PredictiveTask
  if (column.kind === 'categorical' || column.measureType === 'nominal') return 'classification'
  return new Set(column.values.subarray(0, nRows)).size <= 2 ? 'classification' : 'regression'
}

function readNumbers(column: Column, nRows: number): Target {
  if (column.kind === 'categorical') {
    throw failure('targetNotNumeric', { column: column.name }, { column: column.name, parameter: 'target' })
  }
  const y = Float64Array.from({ length: nRows }, (_, i) => numberAt(column, i))
  return { task: 'regression', name: column.name, y, classes: [], positive: null, nClasses: 0, remarks: [] }
}

/** One class under whatever spellings. */
interface Spelled {
  name: string
  rows: number
  spellings: Map<string, number>
}

function readClasses(column: Column, nRows: number, choice: TargetChoice): Target {
  const { name } = column
  const place = { column: name, parameter: 'target' }
  const found = spelledClasses(column, nRows)
  const all = [...found.values()].sort((a, b) => compareClasses(a.name, b.name))
  if (all.length < 2) throw failure('targetOneClass', { column: name, value: all[0]?.name ?? '–' }, place)
  if (all.length > MOST_CLASSES) {
    throw failure('targetTooManyClasses', { column: name, classes: all.length, most: MOST_CLASSES }, place)
  }
  refuseSlips(name, all)
  const merged = all.filter(({ spellings }) => spellings.size > 1)
  const remarks = merged.map(
    (one): Remark => ({ id: 'spellings', level: 'warning', values: spellingValues(name, one) }),
  )
  const names = all.map((one) => one.name)
  const positive = positiveOf(names, choice, name)
  const isOneAgainstRest = choice.positive !== null && names.length > 2
  const classes = isOneAgainstRest ? ['–', positive as string] : ordered(names, positive)
  if (isOneAgainstRest) {
    remarks.push({ id: 'oneAgainstRest', level: 'info', values: { positive: literal(positive as string) } })
  }
  const places = new Map([...found].map(([key, one]) => [key, placeOf(one.name, classes, positive, isOneAgainstRest)]))
  const cache = new Map<string, number>()
  const y = Float64Array.from({ length: nRows }, (_, i) => {
    const level = levelAt(column, i)
    if (level === null) return Number.NaN
    const known = cache.get(level)
    if (known !== undefined) return known
    const code = places.get(normalised(level)) as number
    cache.set(level, code)
    return code
  })
  return { task: 'classification', name, y, classes, positive, nClasses: classes.length, remarks }
}

function placeOf(name: string, classes: readonly string[], positive: string | null, againstRest: boolean): number {
  return againstRest ? (name === positive ? 1 : 0) : classes.indexOf(name)
}

/** Of two classes the positive one comes last; more keep their order. */
function ordered(names: string[], positive: string | null): string[] {
  return names.length === 2 && names[0] === positive ? [names[1] as string, names[0] as string] : names
}

function spellingValues(column: string, { name, rows, spellings }: Spelled): Remark['values'] {
  const words = [...spellings].map(([spelling, count]) => literal(`“${spelling}” × ${count}`))
  return { column: literal(column), name: literal(name), rows, spellings: words }
}

function normalised(level: string): string {
  return level.normalize('NFKC').trim().toLowerCase()
}

function spelledClasses(column: Column, nRows: number): Map<string, Spelled> {
  const counts = new Map<string, number>()
  for (let i = 0; i < nRows; i++) {
    const level = levelAt(column, i)
    if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  const found = new Map<string, Spelled>()
  for (const [level, rows] of counts) {
    const key = normalised(level)
    const one = found.get(key) ?? { name: level, rows: 0, spellings: new Map() }
    one.spellings.set(level, rows)
    one.rows += rows
    if (rows > (one.spellings.get(one.name) ?? 0)) one.name = level
    found.set(key, one)
  }
  return found
}

function compareClasses(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)]
  if (Number.isFinite(x) && Number.isFinite(y) && x !== y) return x - y
  return a < b ? -1 : a > b ? 1 : 0
}

function refuseSlips(column: string, classes: readonly Spelled[]): void {
  const total = classes.reduce((sum, { rows }) => sum + rows, 0)
  for (const slip of classes) {
    if (slip.rows > total * SLIP.share || slip.name.trim().length < SLIP.length) continue
    const meant = classes.find((other) => other.rows >= slip.rows * SLIP.times && isOneSlipAway(slip.name, other.name))
    if (!meant) continue
    const values = { column, slip: slip.name, rows: slip.rows, meant: meant.name }
    throw failure('targetSlip', values, { column, parameter: 'target' })
  }
}

/** One letter added, left out, replaced or swapped with its neighbour; a different digit is another class. */
function isOneSlipAway(a: string, b: string): boolean {
  const [x, y] = [Array.from(normalised(a)), Array.from(normalised(b))]
  if (Math.abs(x.length - y.length) > 1 || y.length < SLIP.length || /\d/.test(a + b)) return false
  let start = 0
  while (start < Math.min(x.length, y.length) && x[start] === y[start]) start++
  let end = 0
  while (end < Math.min(x.length, y.length) - start && x.at(-1 - end) === y.at(-1 - end)) end++
  const [restX, restY] = [x.length - start - end, y.length - start - end]
  if (restX <= 1 && restY <= 1) return true
  return restX === 2 && restY === 2 && x[start] === y[start + 1] && x[start + 1] === y[start]
}

/** The class asked for, the one that means yes, or the last of two. */
function positiveOf(names: readonly string[], { methodId, positive }: TargetChoice, column: string): string | null {
  if (positive !== null) {
    const found =
      names.find((name) => name === String(positive)) ??
      names.find((name) => normalised(name) === normalised(String(positive)))
    if (found !== undefined) return found
    throw parameterInvalid(
      methodId,
      'positive',
      text('errors.constraint.valueOf', { column: literal(column) }),
      positive,
    )
  }
  if (names.length > 2) return null
  const meansYes = names.filter((name) => yesWords.has(normalised(name)))
  return meansYes.length === 1 ? (meansYes[0] as string) : (names[1] as string)
}
