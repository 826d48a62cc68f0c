import { createMatrix, type Matrix } from '../dataset/column'

export interface VarimaxRotation {
  /** d × m; the loadings after the rotation. */
  loadings: Matrix
  /** m × m orthogonal matrix: loadings · rotation gives the rotated ones. */
  rotation: Matrix
}

const mostSweeps = 1000
const smallestAngle = 1e-12

/**
 * Rotates loadings so that each column of them has a few large entries and many near zero. Components come in descending
 * order of the variance they carry, each with its entry of largest absolute value positive.
 * @param loadings d × m
 * Cost: O(sweeps · d · m²). Source: Kaiser (1958), varimax with Kaiser normalisation, by planar rotations.
 */
export function varimax(loadings: Matrix): VarimaxRotation {
  const { nRows: d, nColumns: m } = loadings
  const lengths = Float64Array.from({ length: d }, (_, j) => rowLength(loadings, j))
  const work = createMatrix(d, m)
  for (let at = 0; at < work.data.length; at++) {
    const length = lengths[Math.floor(at / m)] as number
    work.data[at] = length > 0 ? (loadings.data[at] as number) / length : 0
  }
  const rotation = identity(m)
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let largest = 0
    for (let p = 0; p < m - 1; p++) {
      for (let q = p + 1; q < m; q++) {
        const angle = bestAngle(work, p, q)
        if (Math.abs(angle) < smallestAngle) continue
        largest = Math.max(largest, Math.abs(angle))
        turn(work, p, q, angle)
        turn(rotation, p, q, angle)
      }
    }
    if (largest < 1e-10) break
  }
  return ordered(product(loadings, rotation), rotation)
}

function rowLength({ data, nColumns }: Matrix, row: number): number {
  return Math.hypot(...data.subarray(row * nColumns, (row + 1) * nColumns))
}

function identity(size: number): Matrix {
  const matrix = createMatrix(size, size)
  for (let i = 0; i < size; i++) matrix.data[i * size + i] = 1
  return matrix
}

/** The angle in the plane of two components at which the criterion is greatest (Kaiser's formula). */
function bestAngle({ data, nRows, nColumns }: Matrix, p: number, q: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let j = 0; j < nRows; j++) {
    const x = data[j * nColumns + p] as number
    const y = data[j * nColumns + q] as number
    const u = x * x - y * y
    const v = 2 * x * y
    a += u
    b += v
    c += u * u - v * v
    d += 2 * u * v
  }
  return Math.atan2(d - (2 * a * b) / nRows, c - (a * a - b * b) / nRows) / 4
}

function turn({ data, nRows, nColumns }: Matrix, p: number, q: number, angle: number): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  for (let j = 0; j < nRows; j++) {
    const x = data[j * nColumns + p] as number
    const y = data[j * nColumns + q] as number
    data[j * nColumns + p] = x * cos + y * sin
    data[j * nColumns + q] = y * cos - x * sin
  }
}

function product(left: Matrix, right: Matrix): Matrix {
  const out = createMatrix(left.nRows, right.nColumns)
  for (let i = 0; i < left.nRows; i++)
    for (let k = 0; k < left.nColumns; k++) {
      const value = left.data[i * left.nColumns + k] as number
      for (let j = 0; j < right.nColumns; j++) {
        const at = i * right.nColumns + j
        out.data[at] = (out.data[at] as number) + value * (right.data[k * right.nColumns + j] as number)
      }
    }
  return out
}

function ordered(loadings: Matrix, rotation: Matrix): VarimaxRotation {
  const m = loadings.nColumns
  const columns = Array.from({ length: m }, (_, c) => {
    let variance = 0
    let largest = 0
    for (let j = 0; j < loadings.nRows; j++) {
      const value = loadings.data[j * m + c] as number
      variance += value * value
      if (Math.abs(value) > Math.abs(largest) * (1 + 1e-12)) largest = value
    }
    return { c, variance, sign: largest < 0 ? -1 : 1 }
  }).sort((a, b) => b.variance - a.variance || a.c - b.c)
  const take = (source: Matrix): Matrix => {
    const out = createMatrix(source.nRows, m)
    for (let i = 0; i < source.nRows; i++)
      for (const [place, { c, sign }] of columns.entries())
        out.data[i * m + place] = sign * (source.data[i * m + c] as number)
    return out
  }
  return { loadings: take(loadings), rotation: take(rotation) }
}
