import { failure } from '../../contract/app-error'
import type { Column } from '../../dataset/column'
import { NO_LABEL } from '../../dataset/column'
import { comparable } from '../explanation/comparable'
import type { MixtureRule, NearestCenterRule, SegmentModel, TreeRule } from './segment-model'
import { featureValues, type ModelFeature, spaceValue } from './space-value'

/** What a model says of rows. */
export interface Assignment {
  /** Label per row; `NO_LABEL` where a value is missing that the model does not fill. */
  labels: Int32Array
  /** Distance to the centre of the own segment in the space used; NaN without a label. Null for a tree. */
  distances: Float64Array | null
}

/**
 * The segment of every row.
 * @param columns by the names the model needs, in any order, all of the same length
 * @throws columnMissing, columnNotNumeric
 * Cost: O(n·k·d), mixtures O(n·k·d²), trees O(n·depth).
 */
export function assignRows({ rule }: SegmentModel, columns: readonly Column[], nRows: number): Assignment {
  if (rule.kind === 'tree') return { labels: climbTree(rule, columns.map(comparable), nRows), distances: null }
  const values = rule.features.map((feature) => valuesOf(columns, feature).map((value) => spaceValue(feature, value)))
  const labels = new Int32Array(nRows).fill(NO_LABEL)
  const distances = new Float64Array(nRows).fill(Number.NaN)
  const centers = rule.kind === 'nearest-center' ? rule.centers : rule.means
  const choose = rule.kind === 'nearest-center' ? nearest(rule) : likeliest(rule)
  const point = new Float64Array(values.length)
  for (let i = 0; i < nRows; i++) {
    for (const [j, column] of values.entries()) point[j] = column[i] as number
    if (!point.every(Number.isFinite)) continue
    const label = choose(point)
    labels[i] = label
    distances[i] = Math.sqrt(squaredDistance(point, centers[label] as number[]))
  }
  return { labels, distances }
}

function valuesOf(columns: readonly Column[], feature: ModelFeature): Float64Array {
  const column = named(columns, feature.name)
  if (column.kind !== 'numeric' && feature.level === undefined) {
    throw failure('columnNotNumeric', { column: column.name }, { column: column.name })
  }
  return featureValues(feature, column)
}

function named(columns: readonly Column[], name: string): Column {
  const column = columns.find((one) => one.name === name)
  if (column) return column
  const known = columns.map((one) => one.name).join(', ')
  throw failure('columnMissing', { column: name, columns: known }, { column: name })
}

function squaredDistance(point: Float64Array, center: readonly number[]): number {
  let total = 0
  for (let j = 0; j < point.length; j++) {
    const gap = (point[j] as number) - (center[j] as number)
    total += gap * gap
  }
  return total
}

function nearest({ centers }: NearestCenterRule): (point: Float64Array) => number {
  return (point) => {
    let label = 0
    let least = Number.POSITIVE_INFINITY
    for (const [c, center] of centers.entries()) {
      const gap = squaredDistance(point, center)
      if (gap >= least) continue
      least = gap
      label = c
    }
    return label
  }
}

function likeliest({ means, whitening, offsets }: MixtureRule): (point: Float64Array) => number {
  return (point) => {
    let label = 0
    let most = Number.NEGATIVE_INFINITY
    for (const [c, mean] of means.entries()) {
      let squared = 0
      for (const factors of whitening[c] as number[][]) {
        let y = 0
        for (const [j, factor] of factors.entries()) y += factor * ((point[j] as number) - (mean[j] as number))
        squared += y * y
      }
      const score = (offsets[c] as number) - squared / 2
      if (score <= most) continue
      most = score
      label = c
    }
    return label
  }
}

function climbTree({ columns: names, nodes }: TreeRule, columns: readonly Column[], nRows: number): Int32Array {
  const used = new Map(names.map((name) => [name, named(columns, name)]))
  const isMissing = (column: Column, i: number) =>
    column.kind === 'numeric' ? !Number.isFinite(column.values[i]) : (column.codes[i] as number) < 0
  const goesLeft = (node: TreeRule['nodes'][number], i: number) => {
    const column = used.get(node.column as string) as Column
    if (node.threshold !== null) {
      if (column.kind !== 'numeric') throw failure('columnNotNumeric', { column: column.name }, { column: column.name })
      return (column.values[i] as number) <= node.threshold
    }
    const value = column.kind === 'numeric' ? String(column.values[i]) : column.levels[column.codes[i] as number]
    return value !== node.level
  }
  return Int32Array.from({ length: nRows }, (_, i) => {
    if ([...used.values()].some((column) => isMissing(column, i))) return NO_LABEL
    let node = nodes[0] as TreeRule['nodes'][number]
    while (node.column !== null) node = nodes[(goesLeft(node, i) ? node.left : node.right) as number] as typeof node
    return node.label
  })
}
