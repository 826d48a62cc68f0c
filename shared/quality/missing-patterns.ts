import type { Column } from '../dataset/column'
import type { QualityReport } from './quality-report'

/** Which columns miss a value together, gathered one column after the other. Cost: a look-up per row of a column with gaps. */
export class MissingPatterns {
  private readonly ids: Int32Array
  /** What each pattern adds to the one it came from. */
  private patterns: { before: number; column: string }[] = []

  constructor(nRows: number) {
    this.ids = new Int32Array(nRows)
  }

  add(column: Column): void {
    const { ids, patterns } = this
    const known = new Map<number, number>()
    for (let row = 0; row < ids.length; row++) {
      if (!isGap(column, row)) continue
      const before = ids[row] as number
      let id = known.get(before)
      if (id === undefined) {
        id = patterns.push({ before, column: column.name })
        known.set(before, id)
      }
      ids[row] = id
    }
  }

  /** The most frequent patterns; among equals those that came first. */
  top(count: number): QualityReport['missingPatterns'] {
    const sizes = new Int32Array(this.patterns.length + 1)
    for (const id of this.ids) sizes[id] = (sizes[id] as number) + 1
    return [...sizes.entries()]
      .filter(([, rows]) => rows > 0)
      .sort((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(([id, rows]) => ({ columns: this.columnsOf(id), rows }))
  }

  private columnsOf(id: number): string[] {
    const columns: string[] = []
    for (let at = id; at > 0; ) {
      const { before, column } = this.patterns[at - 1] as { before: number; column: string }
      columns.unshift(column)
      at = before
    }
    return columns
  }
}

function isGap(column: Column, row: number): boolean {
  return column.kind === 'categorical' ? (column.codes[row] as number) < 0 : Number.isNaN(column.values[row])
}
