import { createRandom } from '@shared/math/random'
import { kMeans } from '@shared/methods/k-means'
import { rowsMeeting } from '@shared/segments/explanation/conditions'
import { explainSegments } from '@shared/segments/explanation/explain-segments'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, createContext, drive, inputOf, numericColumn, runMethod } from '../contract/harness'
import { plantSegments } from './planted-segments'

function regions(labels: Int32Array, seed: number) {
  const random = createRandom(seed)
  const words = ['north', 'south', 'east', 'west', 'centre']
  return categoricalColumn(
    'region',
    Array.from(labels, (label) =>
      random.next() < 0.8 ? (words[label] as string) : (words[random.integer(5)] as string),
    ),
  )
}

describe('explanation of segments', () => {
  const planted = plantSegments(3, { separation: 9 })
  const region = regions(planted.labels, 9)
  const random = createRandom(77)
  const luck = numericColumn(
    'luck',
    Array.from(planted.labels, () => random.normal()),
  )
  const explain = () => drive(explainSegments(planted.columns, [region, luck], planted.labels, 5, 1))
  const explanation = explain()

  test('every rule finds nearly all of its segment and little else, in the planted columns alone', () => {
    expect(explanation.rules.map(({ segment }) => segment)).toEqual([0, 1, 2, 3, 4])
    for (const { conditions, coverage, precision } of explanation.rules) {
      expect(coverage).toBeGreaterThan(0.9)
      expect(precision).toBeGreaterThan(0.9)
      expect(conditions.length).toBeLessThanOrEqual(4)
      for (const { column } of conditions) expect(planted.features).toContain(column)
    }
  })

  test('coverage, precision and support are those of the rule’s words, counted anew', () => {
    for (const { segment, conditions, coverage, precision, support } of explanation.rules) {
      const met = rowsMeeting(conditions, planted.columns, planted.labels.length)
      const found = [...met.keys()].filter((i) => met[i] === 1)
      const hits = found.filter((i) => planted.labels[i] === segment).length
      const size = planted.labels.filter((label) => label === segment).length
      expect([support, precision, coverage]).toEqual([found.length, hits / found.length, hits / size])
    }
  })

  test('the strongest differences are in planted columns; a column of chance is not significant after correction', () => {
    for (let segment = 0; segment < 5; segment++) {
      const ranked = explanation.features
        .filter(({ kind, shaped }) => kind === 'numeric' && shaped)
        .sort((a, b) => Math.abs(b.segments[segment]?.effect ?? 0) - Math.abs(a.segments[segment]?.effect ?? 0))
      expect(planted.features).toContain(ranked[0]?.name)
      const chance = explanation.features.find(({ name }) => name === 'luck')?.segments[segment]
      expect(chance?.pAdjusted).toBeGreaterThan(0.05)
      expect(Math.abs(chance?.effect ?? 1)).toBeLessThan(0.25)
    }
  })

  test('a corrected p-value is never below its own, and Holm never below Benjamini-Hochberg', () => {
    for (const { segments } of explanation.features) {
      for (const { p, pAdjusted, pHolm } of segments) {
        expect(pAdjusted ?? 0).toBeGreaterThanOrEqual(p ?? 0)
        expect(pHolm ?? 0).toBeGreaterThanOrEqual(pAdjusted ?? 0)
      }
    }
  })

  test('a category that goes with a segment is named, with its shares', () => {
    const found = explanation.features.find(({ name }) => name === 'region')
    expect(found?.kind).toBe('nominal')
    expect(found?.segments.map(({ level }) => level)).toEqual(['north', 'south', 'east', 'west', 'centre'])
    for (const { inside, outside, p } of found?.segments ?? []) {
      expect(inside).toBeGreaterThan(0.7)
      expect(outside).toBeLessThan(0.2)
      expect(p).toBeLessThan(1e-10)
    }
  })

  test('same seed, same explanation', () => {
    expect(explain()).toEqual(explanation)
  })

  test('rows left out take no part, rows in no segment count as the rest', () => {
    const values = Float64Array.from([1, 2, 3, 11, 12, 13, 1000])
    const labels = Int32Array.from([0, 0, 0, -1, -1, -1, -2147483648])
    const { features } = drive(explainSegments([numericColumn('x', values)], [], labels, 1, 1))
    expect(features[0]?.segments[0]).toMatchObject({ inside: 2, outside: 12 })
  })
})

test('typical rows lie nearest to the mean of their segment, borderline rows have the smallest margins', () => {
  const { columns } = plantSegments(5, { nRows: 300, separation: 3 })
  const { result } = runMethod(kMeans, inputOf({ features: columns }), { k: 3 }, createContext(2))
  const { examples, clusterCenters, labels } = result
  const distances = Array.from(labels, (_, i) =>
    Array.from({ length: 3 }, (_, c) =>
      Math.hypot(
        ...columns.map(({ values }, j) => {
          const { center, scale } = result.preparation[j] as (typeof result.preparation)[number]
          return ((values[i] as number) - center) / scale - (clusterCenters.data[c * columns.length + j] as number)
        }),
      ),
    ),
  )
  for (let segment = 0; segment < 3; segment++) {
    const own = [...labels.keys()].filter((i) => labels[i] === segment)
    const distance = (i: number) => distances[i]?.[segment] as number
    const margin = (i: number) => Math.min(...(distances[i] as number[]).filter((_, c) => c !== segment)) - distance(i)
    const nearest = [...own].sort((a, b) => distance(a) - distance(b)).slice(0, 3)
    const doubtful = [...own].sort((a, b) => margin(a) - margin(b)).slice(0, 3)
    expect(examples.typical[segment]?.map(({ row }) => row)).toEqual(nearest)
    expect(examples.borderline[segment]?.map(({ row }) => row)).toEqual(doubtful)
    expect(examples.borderline[segment]?.[0]?.margin).toBeCloseTo(margin(doubtful[0] as number), 9)
  }
})
