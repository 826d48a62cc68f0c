import { calculateFlows } from '../methods/customer-value/calculate-flows'
import type { PeriodValue } from '../methods/customer-value/method'
import { spec } from '../methods/customer-value/method'
import { parseParams } from '../methods/parse-params'
import type { WorkedExample } from './examples'

type Of<K extends WorkedExample['kind']> = Extract<WorkedExample, { kind: K }>

/** Present value of money per period, paid at the ends of the periods and at their beginnings, by the method of the product. */
export function solveFlows({ flows, rate }: Of<'flows'>): { end: number; beginning: number; terms: PeriodValue[] } {
  const total = (timing: 'end' | 'beginning') =>
    calculateFlows(flows, parseParams(spec, { discountRate: rate, cashFlows: [...flows], timing }), 0)
  const end = total('end')
  return { end: end.total, beginning: total('beginning').total, terms: end.periodValues ?? [] }
}

/** Revenue − cost of every customer. */
export function solveMargin({ customers }: Of<'margin'>): number[] {
  return customers.map(({ revenue, cost }) => revenue - cost)
}

/** Mean score, and the share of the two best scores given. */
export function solveScores({ counts }: Of<'scores'>): { sum: number; n: number; mean: number; topTwo: number } {
  const n = counts.reduce((all, { count }) => all + count, 0)
  const sum = counts.reduce((all, { score, count }) => all + score * count, 0)
  const best = [...counts].sort((a, b) => b.score - a.score).slice(0, 2)
  return { sum, n, mean: sum / n, topTwo: best.reduce((all, { count }) => all + count, 0) / n }
}

/** Weighted mean: the weighted sum divided by the sum of the weights. */
export function solveWeighted({ scores, weights }: Of<'weighted'>): { sum: number; weights: number; mean: number } {
  const sum = scores.reduce((all, score, i) => all + score * (weights[i] as number), 0)
  const all = weights.reduce((one, weight) => one + weight, 0)
  return { sum, weights: all, mean: sum / all }
}

/** Sum of squared distances of points to the mean of their group. */
export function inertiaOf(points: Of<'split'>['points'], labels: readonly number[]): number {
  let total = 0
  for (const label of new Set(labels)) {
    const own = points.filter((_, i) => labels[i] === label)
    const mean = [0, 1].map((axis) => own.reduce((sum, point) => sum + (point[axis] as number), 0) / own.length)
    for (const [x, y] of own) total += (x - (mean[0] as number)) ** 2 + (y - (mean[1] as number)) ** 2
  }
  return total
}

/** The splits into two groups with the smallest sum of squared distances, found by trying all. Cost: O(n · 2ⁿ). */
export function solveSplit({ points }: Of<'split'>): { inertia: number; splits: number[][] } {
  let best = Number.POSITIVE_INFINITY
  let splits: number[][] = []
  for (let code = 1; code < 2 ** (points.length - 1); code++) {
    const labels = points.map((_, i) => (i === 0 ? 0 : (code >> (i - 1)) & 1))
    const inertia = inertiaOf(points, labels)
    if (inertia > best + 1e-9) continue
    if (inertia < best - 1e-9) splits = []
    best = Math.min(best, inertia)
    splits.push(labels)
  }
  return { inertia: best, splits }
}
