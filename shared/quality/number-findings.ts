import { quantity } from '../contract/text'
import { cells, findingOf, isName, newColumn, remedyOf, rewriteColumn, rowsGone } from './finding-of'
import type { ColumnQuality, Finding, Remedy } from './quality-report'
import { columnInFormula } from './suspicious-dates'

const stronglySkewed = 2
/** Where more than these lie far out, that is how the values are: they should not be brought in. */
const mostToClip = 0.05
/** Of fewer rows a share says little. */
const fewestRows = 30
/** So many times the width of the fences away a value is worth a look even when it is the only one. */
const extreme = 10

/** What is odd about the numbers of a column. */
export function numberFindings(column: ColumnQuality): Finding[] {
  return [...impossible(column), ...outliers(column), ...skewed(column)]
}

function impossible({ name, role, impossible: found }: ColumnQuality): Finding[] {
  if (!found || found.cells === 0) return []
  const { low, high } = found
  const column = columnInFormula(name)
  const bounds = [...(low === null ? [] : [`${column}>=${low}`]), ...(high === null ? [] : [`${column}<=${high}`])]
  const holds = bounds.length > 1 ? `AND(${bounds.join(',')})` : (bounds[0] as string)
  const empty = remedyOf('empty', {}, cells(found.cells), rewriteColumn(name, `IF(${holds},${column})`))
  const step = { kind: 'filter-rows', params: { where: `OR(ISBLANK(${column}),${holds})`, keep: 'matching' } }
  const leaveOut = remedyOf('leaveOutThese', {}, rowsGone(found.cells), step)
  const bound = high === null ? 'low' : 'both'
  const said = { bound, low: quantity(low, 'number'), high: quantity(high, 'number') }
  const at = { columns: [name], rows: found.cells, said } as const
  return role === 'quantity'
    ? [findingOf({ kind: 'negative', severity: 'medium', ...at, remedies: [leaveOut, empty] })]
    : [findingOf({ kind: 'impossible', severity: 'high', ...at, remedies: [empty, leaveOut] })]
}

function outliers({ name, role, storage, n, min, max, outliers: found }: ColumnQuality): Finding[] {
  // Where half of the values are one, "all others" is no advice.
  if (!found || found.iqr === 0 || found.fences.low === found.fences.high || isName(role)) return []
  const share = found.iqr / n
  const { low, high } = found.fences
  const side = Number(min) >= low ? 'above' : Number(max) <= high ? 'below' : 'both'
  const said = { side, low: quantity(low, 'number'), high: quantity(high, 'number'), share: quantity(share, 'percent') }
  const rules = { iqr: quantity(found.iqr, 'count'), z: quantity(found.z, 'count'), mad: quantity(found.mad, 'count') }
  const treat = (words: string, effect: Remedy['effect'], action: string) =>
    remedyOf(words, said, effect, { kind: 'treat-outliers', params: { columns: [name], rule: 'iqr', action } })
  const flag = treat('flag', newColumn, 'flag')
  const clip = treat('clip', cells(found.iqr), 'clip')
  const remove = treat('removeOutliers', rowsGone(found.iqr), 'remove')
  // A whole number cannot become the fence, and a long tail is no mistake: then marking comes first.
  const isTail = share > mostToClip && n >= fewestRows
  const beyond = Math.max(Number(max) - high, low - Number(min))
  const isGrave = beyond > extreme * (high - low) || (share >= 0.01 && !isTail)
  const remedies =
    isTail || !(storage === 'real' || Number.isInteger(low * high)) ? [flag, clip, remove] : [clip, flag, remove]
  const severity = isGrave ? 'medium' : 'low'
  return [
    findingOf({ kind: 'outliers', severity, columns: [name], rows: found.iqr, said: { ...said, ...rules }, remedies }),
  ]
}

function skewed({ name, role, n, skewness, min }: ColumnQuality): Finding[] {
  if (skewness === null || isName(role) || Math.abs(skewness) < stronglySkewed) return []
  const step = { kind: 'scale', params: { columns: [name], method: 'log', beside: true } }
  const isPositive = skewness > 0 && typeof min === 'number' && min > 0
  const remedies = isPositive ? [remedyOf('log', {}, newColumn, step)] : []
  const said = { side: skewness > 0 ? 'large' : 'small' }
  return [findingOf({ kind: 'skewed', severity: 'low', columns: [name], rows: n, said, remedies })]
}
