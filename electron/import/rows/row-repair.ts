import type { PlannedColumn, TablePlan } from '../plan/plan-table'
import type { ColumnSample } from '../types/column-sample'
import { cellText } from './converters'
import { fits } from './fits'
import { type LineReader, type RawRow, rowOf } from './row'

/** Lines that are looked at before it is clear that this file's lines are not to be repaired. */
const MAX_FAILURES = 200
/** Values a sample must have before its gaps, or their absence, say something. */
const ENOUGH = 5

/**
 * Reads a spoiled line as the one thing it can mean: one of its other readings has the table's width and fits every column, and no
 * other reading does. A line that could mean two things, or nothing, is left as it is.
 */
export class RowRepair {
  readonly #plan: TablePlan
  readonly #readings: LineReader
  readonly #habits: readonly Habits[]
  #failures = 0

  constructor(plan: TablePlan, readings: LineReader) {
    this.#plan = plan
    this.#readings = readings
    this.#habits = plan.columns.map(habitsOf)
  }

  /** The rows that the line means, and what had happened to it; null when that is not clear. */
  repair(row: RawRow): { how: string; rows: RawRow[] } | null {
    if (this.#failures >= MAX_FAILURES) return null
    if (row.damage === null && this.#fits(Array.from({ length: row.width }, (_, i) => cellText(row, i)))) return null
    const found = new Map<string, { how: string; rows: string[][] }>()
    for (const reading of this.#readings(row.raw())) {
      const key = JSON.stringify(reading.rows)
      if (!found.has(key) && reading.rows.length > 0 && reading.rows.every((cells) => this.#fits(cells)))
        found.set(key, reading)
    }
    const [only, other] = found.values()
    if (!only || other) {
      this.#failures += 1
      return null
    }
    return { how: only.how, rows: only.rows.map((cells, i) => rowOf(cells, row, i)) }
  }

  #fits(cells: readonly string[]): boolean {
    const { width, columns } = this.#plan
    if (cells.length !== width || width < 3) return false
    return columns.every(
      (column, j) =>
        column.source >= width || this.#fitsColumn(cells[column.source] ?? '', column, this.#habits[j] as Habits),
    )
  }

  #fitsColumn(cell: string, column: PlannedColumn, habits: Habits): boolean {
    if (cell.trim() === '') return !habits.neverEmpty
    if (habits.alwaysEmpty || !cell.startsWith(habits.prefix) || cell.length > habits.longest) return false
    if (habits.noBlanks && /\s/.test(cell)) return false
    if (habits.noMarks && isMarked(cell)) return false
    return fits(cell, { ...column, storage: column.likely }, this.#plan.conventions)
  }
}

/** What all values of a column have in common. */
interface Habits {
  neverEmpty: boolean
  alwaysEmpty: boolean
  noBlanks: boolean
  /** None, or hardly one, begins with a quotation mark. */
  noMarks: boolean
  prefix: string
  longest: number
}

function habitsOf({ sample }: PlannedColumn): Habits {
  const known = sample.cells >= ENOUGH
  const values = [...sample.distinct.keys()]
  return {
    neverEmpty: known && sample.missing === 0,
    alwaysEmpty: known && sample.values === 0,
    noBlanks: sample.values >= ENOUGH && sample.blanksInside === 0,
    noMarks: known && values.filter(isMarked).length <= Math.max(1, values.length * 0.02),
    prefix: values.length >= ENOUGH ? commonPrefix(values) : '',
    longest: known ? longestOf(sample, values) : Number.POSITIVE_INFINITY,
  }
}

function isMarked(value: string): boolean {
  return /^\s*["']|[^"]"$/.test(value) && !/[0-9]"$/.test(value)
}

function longestOf(sample: ColumnSample, values: readonly string[]): number {
  return sample.values === 0 ? 0 : 3 * values.reduce((most, { length }) => Math.max(most, length), 0) + 20
}

function commonPrefix(values: readonly string[]): string {
  let prefix = values[0] ?? ''
  for (const value of values) {
    let same = 0
    while (same < prefix.length && value[same] === prefix[same]) same += 1
    prefix = prefix.slice(0, same)
  }
  return prefix
}
