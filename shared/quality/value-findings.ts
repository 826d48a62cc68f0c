import { literal, quantity } from '../contract/text'
import { cells, dropColumn, findingOf, isName, remedyOf, rowsGone } from './finding-of'
import type { ColumnQuality, Finding, Remedy } from './quality-report'
import { columnInFormula } from './suspicious-dates'

/** Missing in so many rows, a column is better left out than filled. */
const mostlyMissing = 0.6

/** Values that are not there. */
export function missingValues(column: ColumnQuality, nRows: number): Finding[] {
  const { name, role, blank, missing: gaps } = column
  const share = gaps / nRows
  if (share === 0) return []
  const severity = share >= 0.3 ? 'high' : share >= 0.05 ? 'medium' : 'low'
  const leaveOut = leaveOutRows(column)
  const filled = fillings(column)
  const remedies =
    role === 'customer'
      ? [leaveOut]
      : share >= mostlyMissing
        ? [dropColumn(name), ...filled]
        : [...filled, ...(share < 0.3 ? [leaveOut] : []), dropColumn(name)]
  const said = { share: quantity(share, 'percent') }
  // What is the most frequent value is only known when cells of spaces are empty.
  const offered = blank > 0 ? [] : remedies
  return [findingOf({ kind: 'missing', severity, columns: [name], rows: gaps, said, remedies: offered })]
}

function leaveOutRows({ name, missing: gaps }: ColumnQuality): Remedy {
  const step = { kind: 'filter-rows', params: { where: `ISBLANK(${columnInFormula(name)})`, keep: 'others' } }
  return remedyOf('leaveOutRows', { column: literal(name) }, rowsGone(gaps), step)
}

/** Numbers get the middle value and categories the most frequent one; keys, dates and free text cannot be guessed. */
function fillings({ name, type, role, missing: gaps, median, mean, mode }: ColumnQuality): Remedy[] {
  const isGuessable = !isName(role) && (type === 'continuous' || type === 'nominal' || type === 'ordinal')
  if (!isGuessable) return []
  const ways = type === 'continuous' ? { median, mean } : { mode: mode?.value ?? null }
  return Object.entries(ways).flatMap(([method, filler]) => {
    if (filler === null) return []
    const value = typeof filler === 'number' ? quantity(filler, 'number') : literal(filler)
    const step = { kind: 'impute', params: { columns: [name], method } }
    return [remedyOf(method, { count: quantity(gaps, 'count'), value }, cells(gaps), step)]
  })
}

/** A column that says the same in all or nearly all rows. */
export function sameness({ name, constant, nearConstant, mode, n }: ColumnQuality): Finding[] {
  if (!mode || !(constant || nearConstant) || n < 2) return []
  const said = { value: String(mode.value), share: quantity(mode.count / n, 'percent') }
  const found = { severity: 'low', columns: [name], rows: mode.count, said, remedies: [dropColumn(name)] } as const
  return [findingOf({ kind: constant ? 'constant' : 'nearConstant', ...found })]
}

/** A category of more values than can be compared. */
export function tooManyValues({ name, role, n, distinct, highCardinality }: ColumnQuality): Finding[] {
  if (!highCardinality || isName(role)) return []
  const said = { distinct: quantity(distinct, 'count') }
  return [findingOf({ kind: 'manyValues', severity: 'low', columns: [name], rows: n, said })]
}
