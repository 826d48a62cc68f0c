/**
 * Points stored four by four, feature by feature, so that a kernel can measure a row against four of them with four
 * sums in registers: value (point p, feature j) is at `((p >> 2) * d + j) * 4 + (p & 3)`.
 */
export function packedLength(nPoints: number, nFeatures: number): number {
  return Math.ceil(nPoints / 4) * 4 * nFeatures
}

/** Lanes beyond the last point lie at infinity, where nothing is near. */
export function clearPackedPoints(packed: Float64Array | Float32Array): void {
  packed.fill(Number.POSITIVE_INFINITY)
}

/** Writes point p from `values[offset …]`, less a point that becomes the origin. */
export function setPackedPoint(
  packed: Float64Array | Float32Array,
  p: number,
  nFeatures: number,
  values: Float64Array,
  offset: number,
  origin?: Float64Array,
): void {
  const base = (p >> 2) * nFeatures * 4 + (p & 3)
  for (let j = 0; j < nFeatures; j++) {
    packed[base + j * 4] = (values[offset + j] as number) - (origin ? (origin[j] as number) : 0)
  }
}
