import { createMatrix, type Matrix } from '@shared/dataset/column'
import { kMeans } from '@shared/math/k-means/k-means'
import { splitStarts } from '@shared/math/k-means/split-starts'
import { createRandom } from '@shared/math/random'
import { describe, expect, test } from 'vitest'
import { createContext, drive } from '../contract/harness'

function scattered(nRows: number, seed: number): Matrix {
  const random = createRandom(seed)
  const matrix = createMatrix(nRows, 2, true)
  for (let at = 0; at < matrix.data.length; at++) matrix.data[at] = random.normal()
  return matrix
}

const once = { nInit: 1, maxIterations: 300, tolerance: 0 }

describe('starts for one cluster more', () => {
  test('hold the centres there are and a row of the data, and lead to less inertia', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const matrix = scattered(200, seed)
      const fewer = drive(kMeans(matrix, { ...once, k: 4 }, createContext(seed)))
      const starts = splitStarts(matrix, fewer)
      expect(starts).toHaveLength(4)
      for (const start of starts) {
        expect([...start.subarray(0, 8)]).toEqual([...fewer.centers.data])
        const rows = Array.from({ length: 200 }, (_, i) => [...matrix.data.subarray(2 * i, 2 * i + 2)])
        expect(rows).toContainEqual([...start.subarray(8)])
        const more = drive(kMeans(matrix, { ...once, k: 5, initialCenters: start }, createContext(seed)))
        expect(more.inertia).toBeLessThan(fewer.inertia)
      }
    }
  })

  test('leave a cluster of equal rows whole', () => {
    const matrix = createMatrix(6, 1, true)
    matrix.data.set([1, 1, 1, 7, 7, 9])
    const fewer = drive(kMeans(matrix, { ...once, nInit: 5, k: 2 }, createContext(1)))
    expect(splitStarts(matrix, fewer).map((start) => start[2])).toEqual([9])
  })
})
