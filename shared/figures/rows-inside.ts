import type { FigureElement } from '../contract/result-elements'
import { RowSet } from '../dataset/row-set'
import { type FilledTrace, isPointTrace, type Points, pointsOf } from './points'
import { type FigureSources, ReferenceFiller } from './references'
import { rowsBehind } from './row-trace'
import { axisName, isLogAxis } from './trace-axes'

/** A closed line in data units, as a lasso or a box draws it; the last point is joined to the first. */
export interface Outline {
  x: readonly number[]
  y: readonly number[]
  /** The pair of axes it is drawn on, as traces name them; the first pair when absent. */
  axes?: readonly [string, string] | undefined
}

/**
 * Rows of a figure inside an outline, whether their points are drawn one by one or as a density image.
 * @param outline in data units; on a logarithmic axis its sides are straight as drawn
 * @returns 0-based rows, ascending
 * @throws figureReferenceUnknown, columnMissing
 * Cost: O(points · corners), corners only for points inside the outline's box.
 */
export function rowsInside(
  element: FigureElement,
  sources: FigureSources,
  picks: Readonly<Record<string, number>>,
  outline: Outline,
): Int32Array<ArrayBuffer> {
  const filler = new ReferenceFiller(element, sources, picks)
  const found: number[] = []
  for (const asked of element.data) {
    if (asked['$rows'] === undefined || !isOn(asked, outline.axes ?? ['x', 'y'])) continue
    const trace = filler.fill(asked) as typeof asked
    if (!isPointTrace(trace)) continue
    const [x, y] = (['x', 'y'] as const).map((letter) =>
      isLogAxis(element.layout, axisName(trace, letter)) ? Math.log10 : same,
    ) as [Scale, Scale]
    const inside = collect(pointsOf(trace), new Polygon(outline.x.map(x), outline.y.map(y)), x, y)
    for (const row of rowsBehind(trace, inside) ?? []) found.push(row)
  }
  return new RowSet(found).rowIds
}

type Scale = (value: number) => number
const same: Scale = (value) => value

function isOn(trace: FilledTrace, [x, y]: readonly [string, string]): boolean {
  return (trace['xaxis'] ?? 'x') === x && (trace['yaxis'] ?? 'y') === y
}

function collect(points: Points, polygon: Polygon, x: Scale, y: Scale): Int32Array<ArrayBuffer> {
  const found: number[] = []
  for (const { members } of points.groups) {
    for (const i of members) if (polygon.has(x(points.x[i] as number), y(points.y[i] as number))) found.push(i)
  }
  return Int32Array.from(found)
}

/** The inside of a closed line, by the even–odd rule; points on it may fall on either side. */
class Polygon {
  private readonly x: readonly number[]
  private readonly y: readonly number[]
  private readonly box: { left: number; right: number; bottom: number; top: number }

  constructor(x: readonly number[], y: readonly number[]) {
    this.x = x
    this.y = y
    this.box = { left: Math.min(...x), right: Math.max(...x), bottom: Math.min(...y), top: Math.max(...y) }
  }

  has(px: number, py: number): boolean {
    const { left, right, bottom, top } = this.box
    if (!(px >= left && px <= right && py >= bottom && py <= top)) return false
    let isInside = false
    for (let i = 0, j = this.x.length - 1; i < this.x.length; j = i++) {
      const [xi, yi, xj, yj] = [this.x[i], this.y[i], this.x[j], this.y[j]] as [number, number, number, number]
      if (yi > py !== yj > py && px < ((xj - xi) * (py - yi)) / (yj - yi) + xi) isInside = !isInside
    }
    return isInside
  }
}
