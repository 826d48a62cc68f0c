import { literal, quantity, text } from '../contract/text'
import { cells, findingOf, remedyOf, rewriteColumn } from './finding-of'
import type { ColumnQuality, Finding } from './quality-report'
import { plausibleDates } from './suspicious-dates'
import { turnedDates } from './swapped-dates'

/** What is odd about the dates of a column. */
export function dateFindings(column: ColumnQuality, today: number): Finding[] {
  return [...suspicious(column, today), ...swapped(column)]
}

function suspicious({ name, suspiciousDates }: ColumnQuality, today: number): Finding[] {
  if (!suspiciousDates) return []
  const parts = Object.entries(suspiciousDates).filter(([, count]) => count > 0)
  const rows = parts.reduce((sum, [, count]) => sum + count, 0)
  if (rows === 0) return []
  const kinds = parts.map(([kind, count]) => {
    const said = { count: quantity(count, 'count') }
    const isSpan = kind === 'future' || kind === 'past'
    return isSpan ? text(`quality.dates.${kind}`, said) : text('quality.dates.day', { ...said, day: kind })
  })
  const step = rewriteColumn(name, plausibleDates(name, today))
  const remedies = [remedyOf('dates', { count: quantity(rows, 'count') }, cells(rows), step)]
  return [findingOf({ kind: 'dates', severity: 'high', columns: [name], rows, said: { kinds }, remedies })]
}

function swapped({ name, swappedDates }: ColumnQuality): Finding[] {
  if (!swappedDates) return []
  const { cells: rows, first, last } = swappedDates
  const step = rewriteColumn(name, turnedDates(name, swappedDates))
  const remedies = [remedyOf('turnDates', { count: quantity(rows, 'count') }, cells(rows), step)]
  const said = { first: literal(first), last: literal(last) }
  return [findingOf({ kind: 'swapped', severity: 'high', columns: [name], rows, said, remedies })]
}
