import type { Column } from '../../dataset/column'
import { rankMetrics } from '../metrics/binary-metrics'
import { rankScores } from '../metrics/ranked-scores'
import type { FittedPipeline } from '../pipeline/pipeline'
import { codeColumn, isCategory, levelAt, numberAt } from '../pipeline/source-column'
import type { Split } from './make-split'
import type { Target } from './read-target'
import type { Leak } from './result'

/** From here on a single column tells (almost) everything: too good to have been known before. */
const TELLS_ALL = { area: 0.98, correlation: 0.98 }
/** Share of test rows with a twin among the training rows from which on it is said. */
const DUPLICATES = 0.01
/** Rows that a level must have to speak for itself, and weight of the overall mean against them. */
const FEWEST = 10
/** Rows compared; more say no more. */
const ROWS_COMPARED = 200_000

/** Words in names of columns that are often filled in only after the outcome. */
const afterwards =
  /(cancel|churn|terminat|closed|closing|exit|left[ _-]|[ _-]left|reason|refund|unsubscri|deactivat|lost[ _-]|end[ _-]?date|last[ _-]?day|retention|winback|outcome|result|流失|注销|退订|取消|离开|离网|原因|销户|退款|终止|结果)/i

/** Whether a column, by its name, is filled in only when the outcome is known. */
export function isKnownAfterwards(column: string): boolean {
  return afterwards.test(column)
}

/**
 * Looks for what a model cannot know when it is used: columns that tell all by themselves, names of rows, columns filled in
 * afterwards by their name, and rows that are on both sides of the split.
 * Cost: O(columns · n log n).
 */
export function findLeaks(columns: readonly Column[], target: Target, split: Split, pipeline: FittedPipeline): Leak[] {
  const rows = split.train.length > ROWS_COMPARED ? split.train.subarray(0, ROWS_COMPARED) : split.train
  const leaks: Leak[] = []
  for (const step of pipeline.steps) {
    if (step.kind === 'dropped' && step.reason === 'identifier') {
      leaks.push({ kind: 'identifier', column: step.name, strength: 1 })
    }
  }
  const dropped = new Set(pipeline.steps.flatMap((step) => (step.kind === 'dropped' ? [step.name] : [])))
  for (const column of columns) {
    if (dropped.has(column.name)) continue
    const strength = strengthOf(column, rows, target)
    const limit = target.nClasses === 0 ? TELLS_ALL.correlation : TELLS_ALL.area
    if (strength >= limit) leaks.push({ kind: 'tellsAll', column: column.name, strength })
    else if (isKnownAfterwards(column.name)) leaks.push({ kind: 'afterOutcome', column: column.name, strength })
  }
  return [...leaks, ...findTwins(columns, split)]
}

/** How well one column alone tells the target: the area under its ROC curve (best class), or its squared correlation. */
function strengthOf(column: Column, rows: Int32Array, target: Target): number {
  const scores = scoresOfColumn(column, rows, target)
  const y = Float64Array.from(rows, (row) => target.y[row] as number)
  if (target.nClasses === 0) return squaredCorrelation(scores[0] as Float64Array, y)
  const first = target.nClasses === 2 ? 1 : 0
  const areas = scores.map((one, k) => {
    const own = Uint8Array.from(y, (value) => (value === k + first ? 1 : 0))
    const area = rankMetrics(rankScores(one, own)).rocAuc ?? 0.5
    return Math.max(area, 1 - area)
  })
  return Math.max(...areas)
}

/** A number as it is (gaps below all others); a category by the mean target of its rows, drawn to the overall one so that rare levels do not shine. */
function scoresOfColumn(column: Column, rows: Int32Array, { y, nClasses }: Target): Float64Array[] {
  const outputs = nClasses === 0 ? 1 : nClasses === 2 ? 1 : nClasses
  if (!isCategory(column)) {
    const values = Float64Array.from(rows, (row) => {
      const value = numberAt(column, row)
      return Number.isNaN(value) ? -Number.MAX_VALUE : value
    })
    return Array.from({ length: outputs }, () => values)
  }
  const nRows = column.kind === 'numeric' ? column.values.length : column.codes.length
  const { codes, levels } = codeColumn(column, rows, nRows)
  return Array.from({ length: outputs }, (_, k) => {
    const own = (row: number) => (nClasses === 0 ? (y[row] as number) : y[row] === (nClasses === 2 ? 1 : k) ? 1 : 0)
    const sums = new Float64Array(levels.length + 1)
    const counts = new Float64Array(levels.length + 1)
    let total = 0
    for (const row of rows) {
      const place = (codes[row] as number) + 1
      sums[place] = (sums[place] as number) + own(row)
      counts[place] = (counts[place] as number) + 1
      total += own(row)
    }
    const overall = total / rows.length
    return Float64Array.from(rows, (row) => {
      const place = (codes[row] as number) + 1
      const count = counts[place] as number
      return count < FEWEST ? overall : ((sums[place] as number) + FEWEST * overall) / (count + FEWEST)
    })
  })
}

function squaredCorrelation(x: Float64Array, y: Float64Array): number {
  const n = x.length
  const [mx, my] = [x, y].map((values) => values.reduce((sum, value) => sum + value, 0) / n) as [number, number]
  let [xx, yy, xy] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [(x[i] as number) - mx, (y[i] as number) - my]
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  return xx > 0 && yy > 0 && Number.isFinite(xx) ? (xy * xy) / (xx * yy) : 0
}

/** Rows on both sides, and rows of the test that have a twin among the training rows. */
function findTwins(columns: readonly Column[], { train, test, kind }: Split): Leak[] {
  if (kind === 'none') return []
  const learnt = new Set(train)
  const overlap = test.filter((row) => learnt.has(row)).length
  if (overlap > 0) return [{ kind: 'overlap', column: null, strength: overlap / test.length }]
  // A few columns of few values have twins by chance: only rows with a number that measures are taken for the same.
  const measures = columns.filter((column) => !isCategory(column))
  if (measures.length < 2 || test.length === 0 || test.length + train.length > ROWS_COMPARED) return []
  const keyOf = (row: number) =>
    columns.map((column) => (isCategory(column) ? levelAt(column, row) : numberAt(column, row))).join('\u001f')
  const known = new Set<string>()
  for (const row of train) known.add(keyOf(row))
  const twins = test.filter((row) => known.has(keyOf(row))).length
  const share = twins / test.length
  return share >= DUPLICATES ? [{ kind: 'duplicates', column: null, strength: share }] : []
}
