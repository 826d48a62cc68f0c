/**
 * Rows of one dataset revision, each once: listed in order, and asked one by one at no cost.
 * Cost: O(n + highest row) to make, O(1) to ask; one byte per row up to the highest.
 */
export class RowSet {
  /** 0-based rows, ascending. */
  readonly rowIds: Int32Array<ArrayBuffer>
  private readonly marks: Uint8Array

  /** @param rowIds 0-based rows in any order, repeated or not */
  constructor(...lists: readonly ArrayLike<number>[]) {
    let highest = -1
    for (const list of lists) for (let i = 0; i < list.length; i++) highest = Math.max(highest, list[i] as number)
    this.marks = new Uint8Array(highest + 1)
    for (const list of lists) for (let i = 0; i < list.length; i++) this.marks[list[i] as number] = 1
    let size = 0
    for (const mark of this.marks) size += mark
    this.rowIds = new Int32Array(size)
    let next = 0
    for (let row = 0; row <= highest; row++) if (this.marks[row]) this.rowIds[next++] = row
  }

  get size(): number {
    return this.rowIds.length
  }

  has(row: number): boolean {
    return this.marks[row] === 1
  }
}
