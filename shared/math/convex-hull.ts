/**
 * Convex hull of points in the plane.
 * @param x coordinates; points with a missing coordinate are left out
 * @param y coordinates
 * @param members indexes of the points to look at; all points when absent
 * @returns indexes of the vertices, counter-clockwise, beginning with the leftmost (lowest among equals); no three on a
 *   line. One index when all points coincide, two when they lie on a line, none when there are no points.
 * Cost: O(n) to leave out points inside the octagon of the extremes, O(m log m) for the m that remain.
 * Source: Andrew (1979), "Another efficient algorithm for convex hulls in two dimensions" (monotone chain);
 * Akl & Toussaint (1978), "A fast convex hull algorithm", for the octagon.
 */
export function convexHull(x: ArrayLike<number>, y: ArrayLike<number>, members?: ArrayLike<number>): number[] {
  const points = outermost(x, y, members)
  const sorted = points.sort((a, b) => at(x, a) - at(x, b) || at(y, a) - at(y, b) || a - b)
  const distinct = sorted.filter((p, i) => {
    const before = sorted[i - 1]
    return before === undefined || at(x, p) !== at(x, before) || at(y, p) !== at(y, before)
  })
  if (distinct.length < 3) return distinct
  const lower = chain(distinct, x, y)
  const upper = chain(distinct.reverse(), x, y)
  return [...lower.slice(0, -1), ...upper.slice(0, -1)]
}

function at(values: ArrayLike<number>, i: number): number {
  return values[i] as number
}

/** Twice the signed area of the triangle o, a, b: positive when it turns left. */
function turn(x: ArrayLike<number>, y: ArrayLike<number>, o: number, a: number, b: number): number {
  return (at(x, a) - at(x, o)) * (at(y, b) - at(y, o)) - (at(y, a) - at(y, o)) * (at(x, b) - at(x, o))
}

/** The part of the hull that turns left all the way from the first to the last of sorted points. */
function chain(sorted: readonly number[], x: ArrayLike<number>, y: ArrayLike<number>): number[] {
  const hull: number[] = []
  for (const point of sorted) {
    while (hull.length > 1 && turn(x, y, hull.at(-2) as number, hull.at(-1) as number, point) <= 0) hull.pop()
    hull.push(point)
  }
  return hull
}

/** Directions in which extremes are looked for, counter-clockwise. */
const directions = [
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
] as const

const fewPoints = 64

/** Points with both coordinates that are not strictly inside the octagon of the extremes. */
function outermost(x: ArrayLike<number>, y: ArrayLike<number>, members?: ArrayLike<number>): number[] {
  const present: number[] = []
  const n = members?.length ?? Math.min(x.length, y.length)
  for (let k = 0; k < n; k++) {
    const i = members ? at(members, k) : k
    if (Number.isFinite(x[i]) && Number.isFinite(y[i])) present.push(i)
  }
  if (present.length < fewPoints) return present
  const scaled = toUnitSquare(x, y, present)
  const corners = directions.map(([dx, dy]) => scaled.extreme(dx, dy)).filter((p, i, all) => p !== all.at(i - 1))
  if (corners.length < 3) return present
  const isInside = (p: number) =>
    corners.every((corner, i) => turn(x, y, corner, corners[(i + 1) % corners.length] as number, p) > 0)
  return present.filter((p) => !isInside(p))
}

/** Extremes in diagonal directions mean something only when both axes have the same size. */
function toUnitSquare(x: ArrayLike<number>, y: ArrayLike<number>, points: readonly number[]) {
  const width = spread(x, points) || 1
  const height = spread(y, points) || 1
  const extreme = (dx: number, dy: number): number => {
    let best = points[0] as number
    let bestReach = Number.NEGATIVE_INFINITY
    for (const p of points) {
      const reach = (dx * at(x, p)) / width + (dy * at(y, p)) / height
      if (reach <= bestReach) continue
      bestReach = reach
      best = p
    }
    return best
  }
  return { extreme }
}

function spread(values: ArrayLike<number>, points: readonly number[]): number {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const p of points) {
    const value = at(values, p)
    if (value < low) low = value
    if (value > high) high = value
  }
  return high - low
}
