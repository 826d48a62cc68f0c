import { createRandom } from '@shared/math/random'
import { segmentTree } from '@shared/methods/segment-tree'
import { rowsMeeting } from '@shared/segments/explanation/conditions'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'
import { plantSegments } from '../segments/planted-segments'

const planted = plantSegments(6, { separation: 9, nNoise: 3 })
const target = numericColumn('segment', planted.labels, 'nominal')

describe('segment-tree', () => {
  const input = inputOf({ target: [target], features: planted.columns })
  const { result } = runMethod(segmentTree, input, { maxDepth: 5 })

  test('its rules are faithful to planted segments, in the planted columns', () => {
    expect(result.fidelity).toBeGreaterThan(0.95)
    const asked = new Set(result.rules.flatMap(({ conditions }) => conditions.map(({ column }) => column)))
    for (const { column, share } of result.importance) {
      if (!planted.features.includes(column)) expect(share).toBeLessThan(0.02)
    }
    expect([...asked].filter((column) => planted.features.includes(column)).length).toBeGreaterThan(1)
  })

  test('labels are what the rules in words say, and fidelity, coverage and precision are counted from them', () => {
    expect(result.rules).toHaveLength(result.nLeaves)
    const said = new Int32Array(planted.labels.length).fill(-1)
    for (const { segment, conditions, coverage, precision, support } of result.rules) {
      const met = rowsMeeting(conditions, planted.columns, planted.labels.length)
      const label = result.classes.indexOf(segment)
      const found = [...met.keys()].filter((i) => met[i] === 1)
      for (const i of found) said[i] = label
      const hits = found.filter((i) => planted.labels[i] === label).length
      const size = planted.labels.filter((own) => own === label).length
      expect([support, precision, coverage]).toEqual([found.length, hits / found.length, hits / size])
      expect(support).toBeGreaterThanOrEqual(10)
    }
    expect(said).toEqual(result.labels)
    const right = said.filter((label, i) => label === planted.labels[i]).length
    expect(result.fidelity).toBe(right / said.length)
  })

  test('an amount is explained by R², its leaves from the highest mean down', () => {
    const random = createRandom(3)
    const region = categoricalColumn(
      'region',
      Array.from({ length: 400 }, () => ['east', 'west', 'north'][random.integer(3)] as string),
    )
    const visits = Float64Array.from({ length: 400 }, () => random.integer(20))
    const spend = visits.map((count, i) => (region.codes[i] === 0 ? 100 : 0) + 5 * count + random.normal())
    const columns = [region, numericColumn('visits', visits)]
    const own = runMethod(segmentTree, inputOf({ target: [numericColumn('spend', spend)], features: columns })).result
    expect(own.isAmount).toBe(true)
    const means = own.rules.map(({ value }) => value as number)
    expect(means).toEqual([...means].sort((a, b) => b - a))
    const mean = spend.reduce((sum, value) => sum + value, 0) / 400
    const rest = spend.reduce((sum, value, i) => sum + (value - (means[own.labels[i] as number] as number)) ** 2, 0)
    const total = spend.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    expect(own.fidelity).toBeCloseTo(1 - rest / total, 10)
    expect(own.fidelity).toBeGreaterThan(0.9)
    expect(own.importance[0]?.column).toBe('region')
  })

  test('pruning and limits make the tree smaller', () => {
    const leaves = (params: Record<string, unknown>) => runMethod(segmentTree, input, params).result.nLeaves
    expect(leaves({ maxDepth: 1 })).toBe(2)
    expect(leaves({ maxDepth: 10, minSamplesLeaf: 1, pruning: 0.02 })).toBeLessThan(
      leaves({ maxDepth: 10, minSamplesLeaf: 1 }),
    )
  })

  test('a criterion that does not fit the target is refused', () => {
    expect(() => runMethod(segmentTree, input, { criterion: 'squared-error' })).toThrow('errors.parameterInvalid')
    expect(() => runMethod(segmentTree, input, { task: 'amount', criterion: 'gini' })).toThrow(
      'errors.parameterInvalid',
    )
  })

  test('rows without a value are left out, and have no label', () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => (i === 3 ? Number.NaN : i))
    const labels = values.map((_, i) => (i < 30 ? 0 : 1))
    const columns = { target: [numericColumn('segment', labels, 'nominal')], features: [numericColumn('x', values)] }
    const outcome = runMethod(segmentTree, inputOf(columns))
    expect(outcome.diagnostics).toMatchObject({ rowsUsed: 59, rowsDropped: 1 })
    expect(outcome.result.labels[3]).toBe(-2147483648)
    expect(outcome.result.fidelity).toBe(1)
  })
})
