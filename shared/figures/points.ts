import { NO_LABEL } from '../dataset/column'
import { arrayTypeOf, type ResultArray } from '../dataset/result-arrays'
import type { Values } from './references'

/** A trace after its references were filled; `$…` keys that steer the resolver are still in it. */
export type FilledTrace = { readonly type: string; readonly [key: string]: unknown }

/** Points of one trace that can be drawn. */
export interface Points {
  /** How many entries each per-point array has. */
  length: number
  /** Coordinates as numbers; words count as their place among the axis' words. NaN where there is none. */
  x: ArrayLike<number>
  y: ArrayLike<number>
  /** Words of an axis that has words, in order of appearance. */
  xWords: readonly string[] | null
  yWords: readonly string[] | null
  groups: PointGroup[]
}

/** Points that are drawn alike. */
export interface PointGroup {
  /** Segment label; null when the trace is not split. */
  label: number | null
  /** Indexes of points with all coordinates, ascending. */
  members: Int32Array<ArrayBuffer>
}

/** Whether the resolver has more to do for a trace than to fill its references. */
export function isPointTrace(trace: FilledTrace): boolean {
  return trace.$groupBy !== undefined || trace.$hull === true || trace.$centers === true || trace.$rows !== undefined
}

/**
 * Coordinates and groups of a trace. Points without a coordinate or without a label are left out.
 * @returns groups in the order of their labels, noise first, so that it is drawn below the others
 * Cost: O(n).
 */
export function pointsOf(trace: FilledTrace): Points {
  const labels = trace.$groupBy as ArrayLike<number> | undefined
  const length = lengthOf(trace.x) ?? lengthOf(trace.y) ?? labels?.length ?? 0
  const x = coordinates(trace.x)
  const y = coordinates(trace.y)
  const z = coordinates(trace.z)
  const isComplete = (i: number) => [x, y, z].every((axis) => axis === null || !Number.isNaN(axis.values[i]))
  return {
    length,
    x: x?.values ?? [],
    y: y?.values ?? [],
    xWords: x?.words ?? null,
    yWords: y?.words ?? null,
    groups: groupsOf(length, labels, isComplete),
  }
}

function lengthOf(values: unknown): number | undefined {
  return arrayTypeOf(values) || Array.isArray(values) ? (values as Values).length : undefined
}

function coordinates(values: unknown): { values: ArrayLike<number>; words: string[] | null } | null {
  if (arrayTypeOf(values)) return { values: values as ResultArray, words: null }
  if (!Array.isArray(values)) return null
  if (!values.some((value) => typeof value === 'string')) {
    return {
      values: Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN)),
      words: null,
    }
  }
  const places = new Map<string, number>()
  const numbers = Float64Array.from(values, (value) => {
    if (value === null || value === undefined) return Number.NaN
    const word = String(value)
    const place = places.get(word) ?? places.size
    places.set(word, place)
    return place
  })
  return { values: numbers, words: [...places.keys()] }
}

function groupsOf(
  length: number,
  labels: ArrayLike<number> | undefined,
  isComplete: (i: number) => boolean,
): PointGroup[] {
  const sizes = new Map<number | null, number>()
  const groupOf = (i: number): number | null | undefined => {
    const label = labels ? labels[i] : null
    if (label === undefined || label === NO_LABEL || Number.isNaN(label)) return undefined
    return isComplete(i) ? label : undefined
  }
  for (let i = 0; i < length; i++) {
    const label = groupOf(i)
    if (label !== undefined) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  }
  const members = new Map([...sizes].map(([label, size]) => [label, { ids: new Int32Array(size), used: 0 }]))
  for (let i = 0; i < length; i++) {
    const label = groupOf(i)
    const group = label === undefined ? undefined : members.get(label)
    if (group) group.ids[group.used++] = i
  }
  return [...members].sort(([a], [b]) => (a ?? 0) - (b ?? 0)).map(([label, { ids }]) => ({ label, members: ids }))
}

const perPointKeys = ['x', 'y', 'z', 'text', 'hovertext', 'customdata', 'ids']

/**
 * A trace with only some of its points: every per-point array is cut, everything else stays.
 * @param isFilled whether an array came from a reference
 */
export function subsetTrace(
  trace: FilledTrace,
  members: Int32Array,
  length: number,
  isFilled: (values: object) => boolean,
): Record<string, unknown> {
  const cut = (value: unknown, key: string): unknown => {
    if (typeof value !== 'object' || value === null || '$text' in value || '$color' in value) return value
    const isPerPoint = isFilled(value) || perPointKeys.includes(key)
    if (lengthOf(value) === length && isPerPoint) return pick(value as Values, members)
    if (arrayTypeOf(value)) return value
    if (Array.isArray(value)) return value.map((item) => cut(item, ''))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cut(item, name)]))
  }
  const entries = Object.entries(trace).filter(([key]) => !key.startsWith('$'))
  return Object.fromEntries(entries.map(([key, value]) => [key, cut(value, key)]))
}

function pick(values: Values, members: Int32Array): Values {
  if (Array.isArray(values)) return Array.from(members, (i) => values[i])
  const typed = values as ResultArray
  if (members.length === typed.length) return typed
  const picked = typed.slice(0, members.length)
  for (let k = 0; k < members.length; k++) picked[k] = typed[members[k] as number] as number
  return picked
}
