import { createMatrix } from '@shared/dataset/column'
import { createRandom } from '@shared/math/random'
import { symmetricEigen } from '@shared/math/symmetric-eigen'
import { famd } from '@shared/methods/famd'
import { pca } from '@shared/methods/pca'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'

const random = createRandom(8)
const n = 200
const x = Array.from({ length: 3 }, (_, j) =>
  numericColumn(
    `x${j}`,
    Array.from({ length: n }, () => random.normal() * (j + 1)),
  ),
)
const hidden = Array.from({ length: n }, () => random.integer(3))
const noisy = (share: number) => hidden.map((value) => (random.next() < share ? value : random.integer(3)))
const words = (values: readonly number[]) => values.map((value) => ['red', 'green', 'blue'][value] ?? null)
const categories = ['p', 'q', 'r'].map((name) => categoricalColumn(name, words(noisy(0.8))))
const run = (features: Parameters<typeof inputOf>[0][string]) =>
  runMethod(famd, inputOf({ features }), { nComponents: 4 }).result

describe('components of mixed data', () => {
  test('of numbers alone are principal components of standardised columns, divisor n', () => {
    const mixed = run(x)
    const plain = runMethod(pca, inputOf({ features: x }), {}).result
    expect(mixed.kind).toBe('pca')
    for (const [c, value] of mixed.eigenvalues.entries())
      expect(value).toBeCloseTo(((plain.eigenvalues[c] as number) * (n - 1)) / n, 10)
    for (let i = 0; i < n; i++) expect(mixed.scores.data[i * 3]).toBeCloseTo(plain.scores.data[i * 3] as number, 8)
  })

  // Oracle: correspondence analysis of the indicator matrix, written out here. Tolerance 1e-10.
  test('of categories alone have the inertias of multiple correspondence analysis', () => {
    const { mcaInertia, kind } = run(categories)
    expect(kind).toBe('mca')
    const inertias = correspondenceInertias(categories.map(({ codes }) => codes))
    for (const [c, value] of (mcaInertia ?? []).entries()) expect(value).toBeCloseTo(inertias[c] as number, 10)
    expect(mcaInertia).toHaveLength(6)
  })

  test('of both: each component carries of the columns what its variance says', () => {
    const { columnLinks, explainedVariance, eigenvalues } = run([...x, ...categories])
    for (const [c, variance] of explainedVariance.entries()) {
      const links = columnLinks.reduce((sum, { shares }) => sum + (shares[c] as number), 0)
      expect(links).toBeCloseTo(variance, 9)
    }
    expect(eigenvalues.reduce((sum, value) => sum + value, 0)).toBeCloseTo(3 + 6, 9)
  })

  test('a missing word is left out, or a category of its own', () => {
    const gaps = categoricalColumn(
      'gaps',
      words(hidden).map((word, i) => (i < 10 ? null : word)),
    )
    const input = inputOf({ features: [x[0] as (typeof x)[number], gaps] })
    expect(runMethod(famd, input, {}).diagnostics.rowsUsed).toBe(n - 10)
    const filled = runMethod(famd, input, { missing: 'fill' })
    expect(filled.diagnostics.rowsUsed).toBe(n)
    expect(filled.result.categories.map(({ level, count }) => [level, count])).toContainEqual(['–', 10])
  })
})

/** Principal inertias of a correspondence analysis of the indicator matrix. */
function correspondenceInertias(columns: readonly Int32Array[]): number[] {
  const width = columns.length * 3
  const indicators = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(width)
    for (const [j, codes] of columns.entries()) row[3 * j + (codes[i] as number)] = 1
    return row
  })
  const total = n * columns.length
  const masses = Array.from(
    { length: width },
    (_, k) => indicators.reduce((sum, row) => sum + (row[k] as number), 0) / total,
  )
  const matrix = createMatrix(width, width)
  for (const row of indicators)
    for (let a = 0; a < width; a++)
      for (let b = 0; b < width; b++) {
        const residual = (k: number) =>
          ((row[k] as number) / total - (masses[k] as number) / n) / Math.sqrt((masses[k] as number) / n)
        matrix.data[a * width + b] = (matrix.data[a * width + b] as number) + residual(a) * residual(b)
      }
  return Array.from(symmetricEigen(matrix).values)
}
