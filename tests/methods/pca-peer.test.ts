import { createRandom } from '@shared/math/random'
import { pca } from '@shared/methods/pca'
import { PCA } from 'ml-pca'
import { expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'

// Oracle: ml-pca, which decomposes the data by singular values where we decompose the covariance. Tolerance: 1e-10 relative.
test.each([
  [50, 3],
  [400, 8],
])('pca agrees with ml-pca on %i rows and %i columns', (nRows, nColumns) => {
  const random = createRandom(nRows)
  const shared = Array.from({ length: nRows }, () => random.normal())
  const columns = Array.from({ length: nColumns }, (_, j) =>
    Float64Array.from(shared, (value) => value * j + (j + 1) * random.normal()),
  )
  const features = columns.map((values, j) => numericColumn(`x${j}`, values))
  const { result } = runMethod(pca, inputOf({ features }), { scaling: 'none', nComponents: nColumns })
  const peer = new PCA(
    shared.map((_, i) => columns.map((values) => values[i] as number)),
    { method: 'SVD' },
  )
  for (const [c, variance] of peer.getEigenvalues().entries()) {
    expect(Math.abs((result.explainedVariance[c] as number) / variance - 1)).toBeLessThan(1e-10)
  }
  const loadings = peer.getLoadings().to2DArray()
  for (let c = 0; c < nColumns; c++) {
    const ours = result.components.data.subarray(c * nColumns, (c + 1) * nColumns)
    const cosine = ours.reduce((sum, value, j) => sum + value * (loadings[c]?.[j] as number), 0)
    expect(Math.abs(Math.abs(cosine) - 1)).toBeLessThan(1e-10)
  }
})
