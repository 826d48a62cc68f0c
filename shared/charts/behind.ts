import { quantity, type Text, text } from '../contract/text'
import { aggregate } from './aggregate'
import type { Measure } from './measure'

/** Which rows are behind the marks of a trace that brings rows together. */
export interface Behind {
  /** Group of each row; below 0 for rows that no mark stands for. */
  codes: Int32Array
  /** Rows of the panel. */
  rows: Int32Array
  /** Group of each mark; below 0 for marks that stand for no rows of their own. */
  groups: Int32Array
  measure: Measure
}

/** A mark by its trace in the plain drawing and its place in it. */
export type Mark = [trace: number, point: number]

type Trace = Record<string, unknown>

/** Rows behind marks, ascending. Cost: O(rows · traces that are named). */
export function rowsOfMarks(behind: readonly (Behind | null)[], marks: readonly Mark[]): Int32Array<ArrayBuffer> {
  const found = new Set<number>()
  for (const [i, trace] of behind.entries()) {
    const wanted = new Set(marks.filter(([of]) => of === i).map(([, point]) => trace?.groups[point] ?? -1))
    wanted.delete(-1)
    if (trace === null || wanted.size === 0) continue
    for (const row of trace.rows) if (wanted.has(trace.codes[row] as number)) found.add(row)
  }
  return Int32Array.from(found).sort()
}

/** Share of colour that is left to what is not selected. */
const faded = 0.28

/**
 * A trace in which the selected part of every mark stands out: of bars of sums and counts that part itself, of slices the
 * strength of their colour, of anything else the marks that hold selected rows.
 * @param isStacked bars stand on one another, so that the rest is drawn beside the part
 * @returns one trace or two
 */
export function withShare(
  trace: Trace,
  behind: Behind,
  isSelected: (row: number) => boolean,
  isStacked: boolean,
): Trace[] {
  const { codes, rows, groups, measure } = behind
  const nGroups = groups.reduce((most, group) => Math.max(most, group + 1), 0)
  const own = rows.filter((row) => (codes[row] as number) < nGroups && isSelected(row))
  const all = aggregate(
    'count',
    codes.map((code) => (code < nGroups ? code : -1)),
    nGroups,
    null,
    rows,
  )
  const some = aggregate('count', codes, nGroups, null, own)
  const shares = Array.from(groups, (group) =>
    group < 0 || !all[group] ? 0 : (some[group] as number) / (all[group] as number),
  )
  const isAdded = measure.kind === 'count' || measure.kind === 'sum'
  if (trace['type'] === 'pie' || trace['type'] === 'treemap') return [withFadedSlices(trace, groups, shares)]
  if (trace['type'] !== 'bar' || !isAdded) {
    const marker = { ...(trace['marker'] as object), opacity: shares.map((share) => (share > 0 ? 1 : faded)) }
    return [{ ...trace, marker }]
  }
  const parts = aggregate(measure.kind, codes, nGroups, measure.column, own)
  const values = Array.from(groups, (group) => (Number.isFinite(parts[group]) ? (parts[group] as number) : 0))
  return bothParts(trace, values, measure, isStacked)
}

function bothParts(trace: Trace, parts: readonly number[], measure: Measure, isStacked: boolean): Trace[] {
  const axis = trace['orientation'] === 'h' ? 'x' : 'y'
  const values = trace[axis] as (number | null)[]
  const name = String(trace['legendgroup'] ?? 'all')
  const customdata = (trace['customdata'] as { $text: Text }[] | undefined)?.map(({ $text: of }, i) => ({
    $text: text('charts.selectedPart', { of, value: quantity(parts[i] ?? 0, measure.unit) }),
  }))
  const marker = trace['marker'] as object
  const part = {
    ...trace,
    [axis]: values.map((value, i) => (value === null ? null : parts[i])),
    ...(customdata ? { customdata } : {}),
  }
  const rest = isStacked ? values.map((value, i) => (value === null ? null : value - (parts[i] ?? 0))) : values
  const whole = { ...trace, [axis]: rest, marker: { ...marker, opacity: faded }, showlegend: false }
  // Bars side by side: the part stands on the whole, in the same place.
  return isStacked ? [part, whole] : [whole, part].map((bar) => ({ ...bar, offsetgroup: name }))
}

function withFadedSlices(trace: Trace, groups: Int32Array, shares: readonly number[]): Trace {
  const marker = trace['marker'] as { colors: { $color: string }[] }
  const colors = marker.colors.map(({ $color }, i) => ({
    $color: (groups[i] as number) < 0 ? $color : `${$color}@${faded + (1 - faded) * (shares[i] as number)}`,
  }))
  const key = trace['type'] === 'pie' ? 'insidetextfont' : 'textfont'
  return { ...trace, marker: { ...marker, colors }, [key]: { color: { $color: 'text' } } }
}
