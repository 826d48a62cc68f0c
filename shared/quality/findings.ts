import { literal, quantity, type TextValue, text } from '../contract/text'
import type { RecipeStepInput } from '../recipe/recipe'
import { recipeStepSchema } from '../recipe/recipe'
import { type ColumnQuality, type Finding, type QualityReport, type Remedy, severities } from './quality-report'
import { exampleOf, respellingSteps, rowsOfVariants, settleSpellings } from './settle-spellings'
import { columnInFormula, plausibleDates } from './suspicious-dates'

/** Missing in so many rows, a column is better left out than filled. */
const mostlyMissing = 0.6
const stronglySkewed = 2
const nearlyEqual = 0.95

/**
 * What a person should know about a dataset, the gravest first, each with the steps that deal with it where there are any.
 * @param today as a day number since 1970-01-01
 */
export function findingsOf(report: QualityReport, today: number): Finding[] {
  const found = [
    ...duplicates(report),
    ...report.columns.flatMap((column) => columnFindings(column, report.nRows, today)),
    ...alike(report),
  ]
  const rank = ({ severity }: Finding) => severities.indexOf(severity)
  return found.sort((a, b) => rank(a) - rank(b) || b.rows - a.rows)
}

type Said = Record<string, TextValue>

function finding(
  kind: Finding['kind'],
  severity: Finding['severity'],
  columns: string[],
  rows: number,
  said: Said,
  remedy: Remedy | null = null,
): Finding {
  const [column, other] = columns
  const named = { ...(column ? { column: literal(column) } : {}), ...(other ? { other: literal(other) } : {}) }
  const words = text(`quality.findings.${kind}`, { rows: quantity(rows, 'count'), ...named, ...said })
  return { id: [kind, ...columns].join(' '), kind, severity, columns, words, rows, remedy }
}

function remedy(name: string, said: Said, count: number, of: Remedy['effect']['of'], steps: RecipeStepInput[]): Remedy {
  return {
    words: text(`quality.remedies.${name}`, said),
    effect: { count, of },
    steps: steps.map((step) => recipeStepSchema.parse(step)),
  }
}

function drop(column: string): Remedy {
  const step = { kind: 'select-columns', params: { columns: [column], keep: 'others' } }
  return remedy('drop', { column: literal(column) }, 1, 'columns', [step])
}

function duplicates({ duplicateRows, nRows }: QualityReport): Finding[] {
  if (duplicateRows === 0) return []
  const share = duplicateRows / nRows
  const step = { kind: 'remove-duplicates', params: {} }
  const steps = remedy('duplicates', { count: quantity(duplicateRows, 'count') }, duplicateRows, 'rows', [step])
  const said = { share: quantity(share, 'percent') }
  return [finding('duplicates', share >= 0.01 ? 'high' : 'medium', [], duplicateRows, said, steps)]
}

function columnFindings(column: ColumnQuality, nRows: number, today: number): Finding[] {
  if (nRows === 0) return []
  if (column.n === 0) return [finding('empty', 'high', [column.name], nRows, {}, drop(column.name))]
  return [
    ...missing(column, nRows),
    ...dates(column, today),
    ...variants(column),
    ...sameness(column),
    ...outliers(column),
    ...skewed(column),
    ...manyValues(column),
  ]
}

function missing(column: ColumnQuality, nRows: number): Finding[] {
  const share = column.missing / nRows
  if (share === 0) return []
  const whose = column.role === 'customer' ? leaveOutRows(column) : null
  const severity = share >= 0.3 ? 'high' : share >= 0.05 ? 'medium' : 'low'
  const said = { share: quantity(share, 'percent') }
  const help = whose ?? (share >= mostlyMissing ? drop(column.name) : fill(column))
  return [finding('missing', severity, [column.name], column.missing, said, help)]
}

/** Rows that belong to nobody cannot be analysed by customer. */
function leaveOutRows({ name, missing: gaps }: ColumnQuality): Remedy {
  const step = { kind: 'filter-rows', params: { where: `ISBLANK(${columnInFormula(name)})`, keep: 'others' } }
  return remedy('leaveOutRows', { column: literal(name) }, gaps, 'rows', [step])
}

/** Numbers get the middle value and categories the most frequent one; keys, dates and free text cannot be guessed. */
function fill({ name, type, role, missing: gaps, median, mode }: ColumnQuality): Remedy | null {
  const [method, filler] = type === 'continuous' ? (['median', median] as const) : (['mode', mode?.value] as const)
  const isGuessable = !isName(role) && (type === 'continuous' || type === 'nominal' || type === 'ordinal')
  if (!isGuessable || filler === null || filler === undefined) return null
  const value = typeof filler === 'number' ? quantity(filler, 'number') : literal(filler)
  const step = { kind: 'impute', params: { columns: [name], method } }
  return remedy(method, { count: quantity(gaps, 'count'), value }, gaps, 'cells', [step])
}

function dates({ name, suspiciousDates }: ColumnQuality, today: number): Finding[] {
  if (!suspiciousDates) return []
  const parts = Object.entries(suspiciousDates).filter(([, count]) => count > 0)
  const total = parts.reduce((sum, [, count]) => sum + count, 0)
  if (total === 0) return []
  const kinds = parts.map(([kind, count]) => {
    const said = { count: quantity(count, 'count') }
    return kind === 'future' ? text('quality.dates.future', said) : text('quality.dates.day', { ...said, day: kind })
  })
  const step = { kind: 'derive-column', params: { name, formula: plausibleDates(name, today) } }
  const help = remedy('dates', { count: quantity(total, 'count') }, total, 'cells', [step])
  return [finding('dates', 'high', [name], total, { kinds }, help)]
}

function variants(column: ColumnQuality): Finding[] {
  if (column.variants.length === 0) return []
  const rows = rowsOfVariants(column.variants)
  const said = { words: column.variants.length, example: exampleOf(column.variants) }
  const steps = respellingSteps(column.name, settleSpellings(column.variants))
  const help = remedy('variants', {}, column.respelled, 'cells', steps)
  return [finding('variants', 'medium', [column.name], rows, said, help)]
}

function sameness({ name, constant, nearConstant, mode, n }: ColumnQuality): Finding[] {
  if (!mode || !(constant || nearConstant) || n < 2) return []
  const said = { value: String(mode.value), share: quantity(mode.count / n, 'percent') }
  if (constant) return [finding('constant', 'low', [name], mode.count, said, drop(name))]
  return [finding('nearConstant', 'low', [name], mode.count, said)]
}

function outliers({ name, role, n, min, max, outliers: found }: ColumnQuality): Finding[] {
  if (!found || found.iqr === 0 || isName(role)) return []
  const share = found.iqr / n
  const { low, high } = found.fences
  const side = Number(min) >= low ? 'above' : Number(max) <= high ? 'below' : 'both'
  const said = { side, low: quantity(low, 'number'), high: quantity(high, 'number') }
  const step = { kind: 'treat-outliers', params: { columns: [name], rule: 'iqr', action: 'clip' } }
  const help = remedy('clip', said, found.iqr, 'cells', [step])
  const all = { ...said, share: quantity(share, 'percent') }
  return [finding('outliers', share >= 0.01 ? 'medium' : 'low', [name], found.iqr, all, help)]
}

function skewed({ name, role, n, skewness, min }: ColumnQuality): Finding[] {
  if (skewness === null || isName(role) || Math.abs(skewness) < stronglySkewed) return []
  const step = { kind: 'scale', params: { columns: [name], method: 'log', beside: true } }
  const help = skewness > 0 && typeof min === 'number' && min > 0 ? remedy('log', {}, n, 'cells', [step]) : null
  return [finding('skewed', 'low', [name], n, { side: skewness > 0 ? 'large' : 'small' }, help)]
}

/** What names one thing or person: many by nature, never far away, and not to be guessed. */
function isName(role: ColumnQuality['role']): boolean {
  return role === 'customer' || role === 'order' || role === 'product' || role === 'name'
}

function manyValues({ name, role, n, distinct, highCardinality }: ColumnQuality): Finding[] {
  if (!highCardinality || isName(role)) return []
  return [finding('manyValues', 'low', [name], n, { distinct: quantity(distinct, 'count') })]
}

/** Of two columns that say the same, one may go that nothing else needs: a column with a role is kept. */
function alike({ nRows, columns, associations }: QualityReport): Finding[] {
  const hasRole = (name: string) => columns.some((column) => column.name === name && column.role !== null)
  return associations.top
    .filter(({ measure, value }) => measure !== 'spearman' && Math.abs(value) >= nearlyEqual)
    .map(({ a, b, value }) => {
      const spare = [b, a].find((name) => !hasRole(name))
      const said = { strength: quantity(value, 'number', 2) }
      return finding('alike', 'low', [a, b], nRows, said, spare === undefined ? null : drop(spare))
    })
}
