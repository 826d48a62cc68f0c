import { failure } from '../../contract/app-error'
import type { Column } from '../../dataset/column'
import { comparable } from '../../segments/explanation/comparable'
import type { SegmentTreeParams } from './method'

/** More segments than this are no segmentation that rules can say. */
const MOST_SEGMENTS = 50
/** Up to so many different whole numbers are taken for labels. */
const FEW_NUMBERS = 12

/** What the tree is to explain. */
export interface TreeTarget {
  column: Column
  /** Per row the class, or the amount; NaN where there is none. */
  y: Float64Array
  /** Empty for an amount. */
  classes: string[]
}

/** @throws columnNotNumeric, tooManyLevels */
export function readTarget(given: Column, task: SegmentTreeParams['task']): TreeTarget {
  const isAmount = task === 'amount' || (task === 'auto' && looksLikeAmount(given))
  if (isAmount) {
    if (given.kind !== 'numeric') throw failure('columnNotNumeric', { column: given.name }, { column: given.name })
    return { column: given, y: given.values, classes: [] }
  }
  const column = given.kind === 'numeric' ? comparable({ ...given, measureType: 'nominal' }) : given
  if (column.kind !== 'categorical') throw failure('internal', { detail: 'segment-tree needs categories' })
  const { codes, levels } = column
  if (levels.length > MOST_SEGMENTS) {
    const values = { column: column.name, levels: levels.length, most: MOST_SEGMENTS }
    throw failure('tooManyLevels', values, { column: column.name })
  }
  const order = [...levels.keys()].sort((a, b) => compareLevels(levels[a] as string, levels[b] as string))
  const places = new Int32Array(levels.length)
  for (const [place, level] of order.entries()) places[level] = place
  const y = Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : (places[code] as number)))
  return { column, y, classes: order.map((level) => levels[level] as string) }
}

/** Numbers by size, words by code point. */
function compareLevels(a: string, b: string): number {
  const difference = Number(a) - Number(b)
  if (Number.isFinite(difference) && difference !== 0) return difference
  return a < b ? -1 : 1
}

function looksLikeAmount(column: Column): boolean {
  if (column.kind !== 'numeric' || column.measureType === 'nominal') return false
  const different = new Set<number>()
  for (const value of column.values) {
    if (!Number.isFinite(value)) continue
    if (!Number.isInteger(value)) return true
    different.add(value)
    if (different.size > FEW_NUMBERS) return true
  }
  return false
}
