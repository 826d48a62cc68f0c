import { literal, quantity, type Text, text } from '../contract/text'
import type { CategoricalColumn, Column } from '../dataset/column'
import { histogram } from '../math/histogram'
import { niceStep } from './axis-ticks'
import type { ChartSpec, DateUnit } from './chart-spec'
import { dateName, nextStart, startOf, unitFor, unitOfCells } from './date-units'

/** What rows are grouped by: a category, a number, a bin or a stretch of time. */
export interface Keys {
  /** Key of each row; −1 for rows that have none. */
  codes: Int32Array
  names: Text[]
  /** Places on a numeric or date axis; null for words, which stand side by side. */
  places: Float64Array | null
  isDate: boolean
  /** Key that all rows beyond the most frequent came together in; −1 when there is none. */
  others: number
}

const mostValues = 30
const mostPlaces = 2000
const mostStretches = 5000

/** How numbers and dates come together; `isCoarse` takes as few stretches of time as a row of cells can show. */
export type KeyOptions = Pick<ChartSpec, 'bins' | 'dateUnit'> & { isCoarse?: boolean }

/**
 * Groups rows by a column. Words without a value are a category of their own, "–"; numbers and dates without one are left out.
 * @param asPlaces numbers keep their place on an axis of numbers; otherwise few different numbers stand side by side like words
 * Cost: O(n), O(n log n) for numbers.
 */
export function keysOf(column: Column, spec: KeyOptions, asPlaces: boolean): Keys {
  if (column.kind === 'categorical') return wordKeys(column)
  if (column.measureType === 'time') return dateKeys(column.values, spec)
  return numberKeys(column.values, spec.bins, asPlaces)
}

function wordKeys({ codes, levels }: CategoricalColumn): Keys {
  const used = new Int32Array(levels.length + 1).fill(-1)
  for (const code of codes) used[code < 0 ? levels.length : code] = 0
  let next = 0
  for (let level = 0; level < used.length; level++) if (used[level] === 0) used[level] = next++
  const names: Text[] = levels.filter((_, level) => (used[level] as number) >= 0).map(literal)
  if ((used[levels.length] as number) >= 0) names.push(text('charts.missing'))
  const own = codes.map((code) => used[code < 0 ? levels.length : code] as number)
  return { codes: own, names, places: null, isDate: false, others: -1 }
}

function dateKeys(values: Float64Array, { dateUnit, isCoarse }: KeyOptions): Keys {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const unit = dateUnit ?? (isCoarse ? unitOfCells(low, high) : unitFor(low, high))
  const starts = values.map((value) => (Number.isFinite(value) ? startOf(value, unit) : Number.NaN))
  return placedKeys(starts, stretches(starts, unit), (place) => dateName(place, unit), true)
}

/** Every stretch between the first and the last, those without rows too; only those with rows when that is too many. */
function stretches(starts: Float64Array, unit: DateUnit): Float64Array {
  const used = distinct(starts)
  const last = used[used.length - 1]
  if (last === undefined) return used
  const all: number[] = []
  for (let start = used[0] as number; start <= last; start = nextStart(start, unit)) {
    all.push(start)
    if (all.length > mostStretches) return used
  }
  return Float64Array.from(all)
}

function numberKeys(values: Float64Array, bins: number | undefined, asPlaces: boolean): Keys {
  const different = distinct(values)
  if (bins === undefined && different.length <= (asPlaces ? mostPlaces : mostValues)) {
    const keys = placedKeys(values, different, (place) => literal(plainNumber(place)), false)
    return asPlaces ? keys : { ...keys, places: null }
  }
  const edges = binEdges(values, bins)
  const codes = Int32Array.from(values, (value) => binOf(value, edges))
  const middles = Float64Array.from({ length: edges.length - 1 }, (_, i) => middleOf(edges, i))
  const names = Array.from(middles, (_, i) => rangeName(edges[i] as number, edges[i + 1] as number))
  return { codes, names, places: asPlaces ? middles : null, isDate: false, others: -1 }
}

function placedKeys(
  values: Float64Array,
  places: Float64Array,
  nameOf: (place: number) => Text,
  isDate: boolean,
): Keys {
  const index = new Map(Array.from(places, (place, i) => [place, i]))
  const codes = Int32Array.from(values, (value) => index.get(value === 0 ? 0 : value) ?? -1)
  const names = Array.from(places, nameOf)
  return { codes, names, places, isDate, others: -1 }
}

function distinct(values: Float64Array): Float64Array {
  return Float64Array.from(new Set(values.filter(Number.isFinite).map((value) => (value === 0 ? 0 : value)))).sort()
}

/** A number as a name: whole ones as they are, others to six digits. */
function plainNumber(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)))
}

/** Two ends of a bin, to four digits where they are no whole numbers. */
function rangeName(low: number, high: number): Text {
  const end = (value: number) => quantity(Number.isInteger(value) ? value : Number(value.toPrecision(4)), 'number')
  return text('charts.map.range', { low: end(low), high: end(high) })
}

/**
 * Edges of bins of equal width over the range of the values; the last bin holds its upper edge too.
 * @param bins how many; when undefined about as many as the Freedman–Diaconis rule says, with round edges
 * @param isTime dates have no round numbers
 */
export function binEdges(values: Float64Array, bins: number | undefined, isTime = false): number[] {
  const sorted = values.filter(Number.isFinite).sort()
  const [low, high] = [sorted[0], sorted[sorted.length - 1]]
  if (low === undefined || high === undefined) return []
  if (low === high) return [low - 0.5, low + 0.5]
  if (bins !== undefined)
    return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + ((high - low) * i) / bins))
  const edges = histogram(sorted, new Set(sorted).size)?.edges ?? [low, high]
  // Whole numbers that are few stand in bins of their own already.
  return isTime || low !== edges[0] ? edges : roundEdges(low, high, edges.length - 1)
}

/** Edges at multiples of 1, 2 or 5 times a power of ten, about as many as wanted. */
function roundEdges(low: number, high: number, wanted: number): number[] {
  const step = niceStep(((high - low) / wanted) * 0.75)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9))
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** The bin a value lies in; −1 outside and where it is missing. Cost: O(log bins). */
export function binOf(value: number, edges: readonly number[]): number {
  const last = edges.length - 1
  if (last < 1 || !(value >= (edges[0] as number)) || value > (edges[last] as number)) return -1
  let [low, high] = [0, last]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (value >= (edges[middle] as number)) low = middle
    else high = middle
  }
  return low
}

const middleOf = (edges: readonly number[], i: number) => ((edges[i] as number) + (edges[i + 1] as number)) / 2

/** One key for all rows. */
export function oneKey(nRows: number): Keys {
  return { codes: new Int32Array(nRows), names: [literal('')], places: null, isDate: false, others: -1 }
}

/**
 * Keeps some keys in a new order and brings all others together in one more, the last.
 * @param kept keys, first to last
 */
export function keepKeys(keys: Keys, kept: readonly number[]): Keys {
  const others = kept.length < keys.names.length ? kept.length : -1
  const places = new Int32Array(keys.names.length).fill(others)
  for (const [place, key] of kept.entries()) places[key] = place
  const codes = keys.codes.map((code) => (code < 0 ? -1 : (places[code] as number)))
  const names = kept.map((key) => keys.names[key] as Text)
  if (others >= 0) names.push(text('charts.others', { count: keys.names.length - kept.length }))
  return { ...keys, codes, names, others }
}

/** Keys from the largest value on, keys without one last; of equal values the earlier first. */
export function largestFirst(values: ArrayLike<number>): number[] {
  const sized = Array.from(values, (value) => (Number.isFinite(value) ? value : Number.NEGATIVE_INFINITY))
  return sized.map((_, i) => i).sort((a, b) => compare(sized[b] as number, sized[a] as number) || a - b)
}

const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)
