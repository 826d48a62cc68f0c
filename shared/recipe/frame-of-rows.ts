import type { ColumnRole, MeasureType, StorageType } from '../dataset/schema'
import { type ColumnMeaning, type Frame, type FrameColumn, numberColumn, textColumnOf } from './frame'

type Cell = string | number | null

/** What is known of a column by its name. */
export interface KnownColumn {
  measureType: MeasureType
  role: ColumnRole | null
  storage: StorageType
}

const day = /^\d{4}-\d{2}-\d{2}$/
const moment = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2}(\.\d+)?)?$/

/** Gathers rows of cells into the columns of a table, whose types follow from their values. */
export class FrameOfRows {
  readonly #names: readonly string[]
  readonly #columns: Cell[][]

  /** @param names as they come; equal ones are numbered, empty ones are named by their place */
  constructor(names: readonly string[]) {
    this.#names = distinctNames(names)
    this.#columns = names.map(() => [])
  }

  get nRows(): number {
    return this.#columns[0]?.length ?? 0
  }

  add(rows: readonly (readonly Cell[])[]): void {
    for (const [j, column] of this.#columns.entries()) for (const row of rows) column.push(row[j] ?? null)
  }

  /** @param known what columns of the same name mean elsewhere; taken where it fits the values */
  finish(known: ReadonlyMap<string, KnownColumn>): Frame {
    const columns = this.#columns.map((cells, j) => {
      const name = this.#names[j] as string
      return columnOf(name, cells, known.get(name))
    })
    return { nRows: this.nRows, columns }
  }
}

function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, j) => {
    const wanted = name.trim() || `column ${j + 1}`
    let free = wanted
    for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${wanted} ${count}`
    taken.add(free.toLowerCase())
    return free
  })
}

function columnOf(name: string, cells: readonly Cell[], known: KnownColumn | undefined): FrameColumn {
  const storage = storageOf(cells, known?.storage)
  const meaning: ColumnMeaning =
    known && known.storage === storage ? { measureType: known.measureType, role: known.role } : {}
  if (storage === 'text')
    return textColumnOf(
      name,
      cells.map((cell) => (cell === null ? null : String(cell))),
      meaning,
    )
  const isDate = storage === 'date' || storage === 'datetime'
  const number = (cell: Cell) => (cell === null ? Number.NaN : isDate ? timeOf(String(cell)) : Number(cell))
  return numberColumn(name, storage, Float64Array.from(cells, number), meaning)
}

/** A column without values keeps what it was elsewhere, else it is text. */
function storageOf(cells: readonly Cell[], known: StorageType | undefined): StorageType {
  const values = cells.filter((cell) => cell !== null)
  if (values.length === 0) return known ?? 'text'
  if (values.every((cell) => typeof cell === 'number')) {
    const isWhole = values.every((cell) => Number.isInteger(cell))
    return isWhole && known !== 'real' ? 'integer' : 'real'
  }
  const isTime = (form: RegExp) =>
    values.every((cell) => typeof cell === 'string' && form.test(cell) && !Number.isNaN(timeOf(cell)))
  if (isTime(day)) return 'date'
  return isTime(moment) ? 'datetime' : 'text'
}

/** A written date or moment read as UTC. */
function timeOf(written: string): number {
  return Date.parse(written.length === 10 ? written : `${written.replace(' ', 'T')}Z`)
}
