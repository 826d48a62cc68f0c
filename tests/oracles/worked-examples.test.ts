import { workedExamples } from '@shared/worked-examples/examples'
import {
  inertiaOf,
  solveFlows,
  solveMargin,
  solveScores,
  solveSplit,
  solveWeighted,
} from '@shared/worked-examples/solve-example'
import { describe, expect, test } from 'vitest'
import { hasOracles, reference } from './oracles'

interface Flows {
  flows: number[]
  rate: number
  end_of_period_t1: number
  beginning_of_period_t0: number
  document_value: number
  terms_t1: number[]
}
interface Reference {
  [name: string]: unknown
  satisfaction_mean: { value: number; top2box: number; document_value: number }
  weighted_satisfaction: { scores: number[]; weights: number[]; weighted_mean: number; document_value: number }
  kmeans_k2_line: {
    points: [number, number][]
    optimal_inertia: number
    optimal_labelings_up_to_swap: number[][]
    document_labels: number[]
    document_inertia: number
  }
  customer_value: { examples: { revenue: number; cost: number; value: number }[] }
}

// Oracle: exact rational arithmetic in worked_examples.json, 1e-9 absolute.
describe.skipIf(!hasOracles)('worked examples', () => {
  const exact = hasOracles ? reference<Reference>('worked_examples') : ({} as Reference)

  test('discounted cash flows, every term, and the wrong answers they are known by', () => {
    for (const example of workedExamples) {
      if (example.kind !== 'flows') continue
      const known = exact[`clv_${example.flows.join('_')}`] as Flows
      const { end, beginning, terms } = solveFlows(example)
      expect(end).toBeCloseTo(known.end_of_period_t1, 9)
      expect(beginning).toBeCloseTo(known.beginning_of_period_t0, 9)
      expect(example).toMatchObject({ flows: known.flows, rate: known.rate, quoted: known.document_value })
      for (const [i, { value }] of terms.entries()) expect(value).toBeCloseTo(known.terms_t1[i] ?? Number.NaN, 9)
    }
  })

  test('revenue less cost', () => {
    const example = workedExamples.find(({ kind }) => kind === 'margin')
    if (example?.kind !== 'margin') throw new Error('margin')
    const { examples } = exact.customer_value
    expect(example.customers).toEqual(examples.map(({ revenue, cost }) => ({ revenue, cost })))
    for (const [i, value] of solveMargin(example).entries())
      expect(value).toBeCloseTo(examples[i]?.value ?? Number.NaN, 9)
  })

  test('means, plain and weighted', () => {
    for (const example of workedExamples) {
      if (example.kind === 'scores') {
        const { mean, topTwo } = solveScores(example)
        expect(mean).toBeCloseTo(exact.satisfaction_mean.value, 9)
        expect(topTwo).toBeCloseTo(exact.satisfaction_mean.top2box, 9)
        expect(example.quoted).toBe(exact.satisfaction_mean.document_value)
      }
      if (example.kind === 'weighted') {
        expect(solveWeighted(example).mean).toBeCloseTo(exact.weighted_satisfaction.weighted_mean, 9)
        expect(example.quoted).toBe(exact.weighted_satisfaction.document_value)
      }
    }
  })

  test('the best splits of a line of points', () => {
    const example = workedExamples.find(({ kind }) => kind === 'split')
    if (example?.kind !== 'split') throw new Error('split')
    const known = exact.kmeans_k2_line
    const { inertia, splits } = solveSplit(example)
    expect(inertia).toBeCloseTo(known.optimal_inertia, 9)
    expect(splits).toHaveLength(known.optimal_labelings_up_to_swap.length)
    expect(splits).toEqual(expect.arrayContaining(known.optimal_labelings_up_to_swap))
    expect(inertiaOf(example.points, example.quoted)).toBeCloseTo(known.document_inertia, 9)
  })
})
