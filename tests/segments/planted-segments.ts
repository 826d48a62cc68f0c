import type { NumericColumn } from '@shared/dataset/column'
import { createRandom } from '@shared/math/random'
import { numericColumn } from '../contract/harness'

export interface PlantedOptions {
  shares: readonly number[]
  /** Columns that tell segments apart, in units of very different size. */
  nFeatures: number
  /** Columns that tell nothing: normal, uniform, skewed and few-valued by turns. */
  nNoise: number
  nRows: number
  /** Least distance between two centres, in standard deviations inside a segment. */
  separation: number
  /** Correlation of the features inside a segment. */
  correlation: number
}

export interface Planted {
  columns: NumericColumn[]
  labels: Int32Array
  /** Names of the columns that tell segments apart. */
  features: string[]
}

export const usualPlanted: PlantedOptions = {
  shares: [0.4, 0.25, 0.2, 0.1, 0.05],
  nFeatures: 5,
  nNoise: 4,
  nRows: 1500,
  separation: 6,
  correlation: 0.5,
}

/** Segments of known membership in correlated columns, beside columns of noise. */
export function plantSegments(seed: number, options: Partial<PlantedOptions> = {}): Planted {
  const { shares, nFeatures, nNoise, nRows, separation, correlation } = { ...usualPlanted, ...options }
  const random = createRandom(seed, 41)
  const centers = spreadCenters(shares.length, nFeatures, separation, random)
  const bounds = shares.map((_, i) => shares.slice(0, i + 1).reduce((sum, share) => sum + share, 0) * nRows)
  const labels = Int32Array.from({ length: nRows }, (_, i) =>
    Math.max(
      0,
      bounds.findIndex((bound) => i < bound),
    ),
  )
  const values = Array.from({ length: nFeatures + nNoise }, () => new Float64Array(nRows))
  for (let i = 0; i < nRows; i++) {
    const common = random.normal() * Math.sqrt(correlation)
    for (let j = 0; j < nFeatures; j++) {
      const own = random.normal() * Math.sqrt(1 - correlation)
      const center = centers[labels[i] as number]?.[j] as number
      ;(values[j] as Float64Array)[i] = 100 + 10 ** (j % 3) * (center + common + own)
    }
    for (let j = 0; j < nNoise; j++) (values[nFeatures + j] as Float64Array)[i] = noise(j, random)
  }
  const columns = values.map((column, j) => numericColumn(j < nFeatures ? `planted ${j}` : `noise ${j}`, column))
  return { columns, labels, features: columns.slice(0, nFeatures).map(({ name }) => name) }
}

function noise(kind: number, random: ReturnType<typeof createRandom>): number {
  if (kind % 4 === 0) return random.normal()
  if (kind % 4 === 1) return 50 * random.next()
  return kind % 4 === 2 ? Math.exp(random.normal() * 0.5) : random.integer(6)
}

/** Centres drawn anew until every two are far enough apart. */
function spreadCenters(k: number, d: number, separation: number, random: ReturnType<typeof createRandom>): number[][] {
  const centers: number[][] = []
  for (let size = separation / 2; centers.length < k; size *= 1.02) {
    const center = Array.from({ length: d }, () => size * random.normal())
    const gap = (other: number[]) => Math.hypot(...center.map((value, j) => value - (other[j] as number)))
    if (centers.every((other) => gap(other) >= separation)) centers.push(center)
  }
  return centers
}
