import { createMatrix } from '@shared/dataset/column'
import { codeBins, codeValues, thresholdBetween } from '@shared/learning/trees/coded-features'
import { createRandom } from '@shared/math/random'
import { boostingLoopsOn } from '@shared/math/wasm/boosting'
import { takeMemory } from '@shared/math/wasm/shared-memory'
import { describe, expect, test } from 'vitest'
import { createContext } from '../../contract/harness'

/** Columns of two values, of 200, of many, of many with gaps, and of one value. */
function sample(nRows: number) {
  const random = createRandom(9)
  const x = createMatrix(nRows, 5, true)
  for (let i = 0; i < nRows; i++) {
    const gap = random.next() < 0.1 ? Number.NaN : random.normal()
    x.data.set([random.integer(2), random.integer(200) - 100, random.normal() ** 3, gap, 7], i * 5)
  }
  return x
}

describe('features in bins', () => {
  const x = sample(5000)
  const { parallel } = createContext()
  const binned = codeBins(x, parallel)

  test('few values have a code each, just as exact coding gives them', () => {
    const exact = codeValues(x)
    for (const j of [0, 1, 4]) {
      const range = [j * 5000, (j + 1) * 5000] as const
      expect(Array.from(binned.codes.subarray(...range))).toEqual(Array.from(exact.codes.subarray(...range)))
      expect(binned.nCodes[j]).toBe(exact.nCodes[j])
    }
  })

  test('codes and thresholds say the same of every row: code ≤ c just where value ≤ threshold', () => {
    let [compared, wrong] = [0, 0]
    for (let j = 0; j < 5; j++) {
      const offset = binned.offsets[j] as number
      for (let code = 0; code + 1 < (binned.nCodes[j] as number); code++) {
        const limit = thresholdBetween(binned, offset, code, code + 1)
        for (let i = 0; i < 5000; i += 7) {
          const value = x.data[i * 5 + j] as number
          if (Number.isNaN(value)) continue
          compared++
          if ((binned.codes[j * 5000 + i] as number) <= code !== value <= limit) wrong++
        }
      }
    }
    expect(compared).toBeGreaterThan(100_000)
    expect(wrong).toBe(0)
  })

  test('many values are cut into 255 bins of about as many rows; gaps have the code after the last', () => {
    expect(Array.from(binned.nCodes)).toEqual([2, 200, 255, 255, 1])
    const counts = new Int32Array(256)
    for (const code of binned.codes.subarray(10_000, 15_000)) counts[code] = (counts[code] as number) + 1
    expect(Math.max(...counts)).toBeLessThan(2.5 * (5000 / 255))
    for (let i = 0; i < 5000; i++) {
      expect(binned.codes[15_000 + i] === 255).toBe(Number.isNaN(x.data[i * 5 + 3]))
    }
    expect(binned.hasMissing).toBe(true)
  })
})

test('slopes in WebAssembly are those of the log-loss, to one unit of 2⁻³⁰, for odd numbers of rows too', () => {
  const taken = takeMemory({
    raw: ['doubles', 301],
    y: ['doubles', 301],
    weights: ['doubles', 301],
    pairs: ['integers', 604],
  })
  if (!taken) throw new Error('no memory')
  const { memory, arrays } = taken
  const { raw, y, weights, pairs } = arrays
  const random = createRandom(3)
  for (let i = 0; i < 301; i++) {
    raw[i] = i < 4 ? ([0, -900, 900, 1e-12][i] as number) : 12 * random.normal()
    y[i] = random.integer(2)
    weights[i] = random.next()
  }
  pairs.fill(7)
  const scale = 2 ** 30
  const at = [raw, y, weights].map(({ byteOffset }) => byteOffset) as [number, number, number]
  boostingLoopsOn(memory).logisticSlopes(...at, 301, pairs.byteOffset, scale, scale)
  for (let i = 0; i < 301; i++) {
    const [w, own] = [weights[i] as number, y[i] as number]
    const p = 1 / (1 + Math.exp(-(raw[i] as number)))
    expect(Math.abs((pairs[2 * i] as number) - w * (p - own) * scale)).toBeLessThan(1)
    expect(Math.abs((pairs[2 * i + 1] as number) - w * p * (1 - p) * scale)).toBeLessThan(1)
  }
  expect(Array.from(pairs.subarray(602))).toEqual([7, 7])
})
