import type { Matrix } from '../../dataset/column'

export type KernelKind = 'linear' | 'rbf'

/** Rows of the kernel matrix, computed when first asked for; the ones used longest ago are forgotten. */
export class KernelCache {
  readonly diagonal: Float64Array
  private readonly squares: Float64Array
  private readonly rows = new Map<number, Float32Array>()
  private readonly most: number

  /** @param bytes memory for rows kept */
  constructor(
    private readonly x: Matrix,
    private readonly kind: KernelKind,
    private readonly gamma: number,
    bytes = 200e6,
  ) {
    const { nRows: n, nColumns: d, data } = x
    this.most = Math.max(2, Math.floor(bytes / (4 * n)))
    this.squares = Float64Array.from({ length: n }, (_, i) => {
      let sum = 0
      for (let j = 0; j < d; j++) sum += (data[i * d + j] as number) ** 2
      return sum
    })
    this.diagonal = kind === 'rbf' ? new Float64Array(n).fill(1) : this.squares
  }

  row(i: number): Float32Array {
    const known = this.rows.get(i)
    if (known) {
      this.rows.delete(i)
      this.rows.set(i, known)
      return known
    }
    if (this.rows.size >= this.most) this.rows.delete(this.rows.keys().next().value as number)
    const row = this.compute(i)
    this.rows.set(i, row)
    return row
  }

  private compute(i: number): Float32Array {
    const { nRows: n, nColumns: d, data } = this.x
    const out = new Float32Array(n)
    for (let other = 0; other < n; other++) {
      let dot = 0
      for (let j = 0; j < d; j++) dot += (data[i * d + j] as number) * (data[other * d + j] as number)
      out[other] = this.kind === 'linear' ? dot : this.radial(i, other, dot)
    }
    return out
  }

  private radial(i: number, other: number, dot: number): number {
    const gap = Math.max(0, (this.squares[i] as number) + (this.squares[other] as number) - 2 * dot)
    return Math.exp(-this.gamma * gap)
  }
}
