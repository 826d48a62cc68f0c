import type { Matrix } from '../../dataset/column'

/**
 * The encoded columns that go best with the target on their own: the largest squared correlation, with the class
 * memberships summed over classes; the first of equals.
 * @param matrix training rows × terms
 * @returns `count` positions, ascending
 * Cost: O(rows·terms·classes).
 */
export function selectTerms(matrix: Matrix, y: Float64Array, nClasses: number, count: number): number[] {
  const targets = nClasses === 0 ? [y] : classTargets(y, nClasses)
  const strengths = Array.from({ length: matrix.nColumns }, (_, j) => ({ j, strength: strengthOf(matrix, j, targets) }))
  strengths.sort((a, b) => b.strength - a.strength || a.j - b.j)
  return strengths
    .slice(0, count)
    .map(({ j }) => j)
    .sort((a, b) => a - b)
}

function classTargets(y: Float64Array, nClasses: number): Float64Array[] {
  const first = nClasses === 2 ? 1 : 0
  return Array.from({ length: nClasses - first }, (_, k) => y.map((own) => (own === k + first ? 1 : 0)))
}

function strengthOf({ data, nRows, nColumns }: Matrix, j: number, targets: readonly Float64Array[]): number {
  let strength = 0
  for (const target of targets) {
    let [sx, sy, sxx, syy, sxy, n] = [0, 0, 0, 0, 0, 0]
    for (let i = 0; i < nRows; i++) {
      const x = data[i * nColumns + j] as number
      if (Number.isNaN(x)) continue
      const y = target[i] as number
      n++
      sx += x
      sy += y
      sxx += x * x
      syy += y * y
      sxy += x * y
    }
    const [vx, vy] = [sxx - (sx * sx) / n, syy - (sy * sy) / n]
    if (vx > 0 && vy > 0) strength += (sxy - (sx * sy) / n) ** 2 / (vx * vy)
  }
  return strength
}
