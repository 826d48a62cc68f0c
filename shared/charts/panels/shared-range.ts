import { isReference } from '../../figures/references'
import type { LongArrays, Panel } from './panel'

const margin = 0.05

/**
 * The range that holds what all panels draw along an axis, so that they can be compared.
 * @returns nothing where the axis has a range of its own or nothing is drawn
 */
export function sharedRange(
  panels: readonly Panel[],
  letter: 'x' | 'y',
  long: LongArrays,
): { range?: [number, number] } {
  const axes = panels.map((panel) => panel[`${letter}axis`])
  if (axes.some(({ range, type }) => range !== undefined || type === 'log')) return {}
  const extent = drawnExtent(panels, letter, long)
  if (extent === null) return {}
  const [low, high] = extent
  const room = (high - low) * margin || 1
  // An axis that stands on 0 has no room below it.
  return { range: [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room] }
}

/** The least and the largest that panels draw along an axis; null where nothing is drawn. */
export function drawnExtent(panels: readonly Panel[], letter: 'x' | 'y', long: LongArrays): [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const reach = (value: number | null) => {
    if (value === null || !Number.isFinite(value)) return
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  for (const panel of panels) extremes(panel, letter, long, reach)
  return low > high ? null : [low, high]
}

function extremes(panel: Panel, letter: 'x' | 'y', long: LongArrays, reach: (value: number | null) => void): void {
  const sums = new Map<string, number>()
  for (const trace of panel.traces) {
    // A second axis of its own, as shares have it.
    if (letter === 'y' && trace['yaxis'] === 'y2') continue
    const values = numbersOf(trace[letter], long)
    const isValue = letter === (trace['orientation'] === 'h' ? 'x' : 'y')
    const fromZero =
      isValue && (trace.type === 'bar' || trace['fill'] === 'tozeroy' || trace['stackgroup'] !== undefined)
    const isStacked = isValue && (trace['stackgroup'] !== undefined || isStackedBar(panel, trace.type))
    const places = isStacked ? numbersOf(trace[letter === 'x' ? 'y' : 'x'], long) : []
    if (fromZero) reach(0)
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (value === null || value === undefined || !Number.isFinite(value)) continue
      const key = isStacked ? `${places[i]} ${value < 0}` : ''
      const sum = isStacked ? (sums.get(key) ?? 0) + value : value
      if (isStacked) sums.set(key, sum)
      reach(sum)
    }
    if (letter === 'y') for (const key of ['lowerfence', 'upperfence']) Array.from(numbersOf(trace[key], long), reach)
  }
}

function isStackedBar({ layout }: Panel, type: string): boolean {
  return type === 'bar' && (layout?.['barmode'] === 'stack' || layout?.['barmode'] === 'relative')
}

function numbersOf(values: unknown, long: LongArrays): ArrayLike<number | null> {
  if (Array.isArray(values) || ArrayBuffer.isView(values)) return values as unknown as ArrayLike<number | null>
  if (typeof values === 'object' && values !== null && isReference(values) && '$result' in values)
    return long[values.$result] ?? []
  return []
}
