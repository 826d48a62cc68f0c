import type { Matrix } from '../../dataset/column'
import { leafOf, type Trees } from './trees'

/** Adds up what trees say of the rows they did not learn from. */
export class OutOfBag {
  private readonly x: Matrix
  private readonly nValues: number
  private readonly sums: Float64Array
  private readonly counts: Int32Array

  constructor(x: Matrix, nValues: number) {
    this.x = x
    this.nValues = nValues
    this.sums = new Float64Array(x.nRows * nValues)
    this.counts = new Int32Array(x.nRows)
  }

  /** @param draws per row how often the tree learned from it */
  add(tree: Trees, draws: Float64Array): void {
    const { x, nValues, sums, counts } = this
    for (let i = 0; i < x.nRows; i++) {
      if (draws[i] !== 0) continue
      const leaf = leafOf(tree, tree.roots[0] as number, x.data, i * x.nColumns)
      counts[i] = (counts[i] as number) + 1
      for (let k = 0; k < nValues; k++) {
        sums[i * nValues + k] = (sums[i * nValues + k] as number) + (tree.value[leaf * nValues + k] as number)
      }
    }
  }

  /** nRows × nValues: the mean over the trees that did not see a row; NaN where none did not. */
  shares(): Float64Array {
    return this.sums.map((sum, at) => sum / (this.counts[Math.floor(at / this.nValues)] as number))
  }
}
