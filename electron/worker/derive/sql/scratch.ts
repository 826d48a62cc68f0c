import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { threadId } from 'node:worker_threads'
import type { StorageType } from '@shared/dataset/schema'
import type { SqlColumn } from '@shared/recipe/sql/sql-relation'
import Database from 'better-sqlite3'
import { partTableSql } from '../../../import/parts/part-table'

/** Rows between two looks at whether it is still wanted: a statement says so itself while it runs. */
const rowsPerTick = 1024

export interface ScratchServices {
  /** Throws `cancelled` when it is not wanted any more. */
  check(): void
  /** Share of all steps. */
  progress(fraction: number): void
}

let count = 0

/**
 * A database of its own beside the workspace, for tables on the way from one step to the next. The workspace is attached as
 * `workspace` and only read. Nothing here has to survive anything.
 */
export class Scratch {
  readonly database: Database.Database
  readonly #path: string
  readonly #services: ScratchServices
  #tables = 0
  #ticks = 0
  #expected = 1
  #step = 0
  #steps = 1
  #said = 0

  constructor(folder: string, workspace: string, services: ScratchServices) {
    mkdirSync(folder, { recursive: true })
    count += 1
    this.#path = path.join(folder, `${process.pid}-${threadId}-scratch-${count}`)
    this.#services = services
    rmSync(this.#path, { force: true })
    this.database = new Database(this.#path)
    for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'temp_store = FILE', 'cache_size = -64000'])
      this.database.pragma(pragma)
    this.database.function('tick', { deterministic: false }, () => this.#tick())
    this.database.prepare('ATTACH ? AS workspace').run(workspace)
  }

  /** An expression that is always true and looks at every so many rows whether to go on. @param place of the row, as SQL */
  static poll(place: string): string {
    return `(${place} & ${rowsPerTick - 1} OR tick())`
  }

  #tick(): number {
    this.#ticks += 1
    this.#services.check()
    const share = Math.min(1, (this.#ticks * rowsPerTick) / this.#expected)
    const done = Math.floor((100 * (this.#step + share)) / this.#steps)
    // More often than a hundred times nobody wants to hear it, and never that less is done than before.
    if (done > this.#said) this.#services.progress(done / 100)
    this.#said = Math.max(this.#said, done)
    return 1
  }

  /** What is done next belongs to one of so many steps. */
  begin(step: number, steps: number): void {
    this.#step = step
    this.#steps = steps
  }

  /** What is done next looks at about so many rows. */
  expect(rows: number): void {
    this.#services.check()
    this.#ticks = 0
    this.#expected = Math.max(1, rows)
  }

  newName(kind: string): string {
    this.#tables += 1
    return `main.${kind}_${this.#tables}`
  }

  /** Makes a table for a dataset's columns and fills it; its rows are counted from 0 in the order they come. */
  newTable(
    columns: readonly Pick<SqlColumn, 'storage'>[],
    selects: readonly string[],
  ): { name: string; nRows: number } {
    const name = this.newName('stage')
    const storages = columns.map(({ storage }): StorageType => storage ?? 'real')
    this.database.exec(partTableSql(name, storages))
    const list = columns.map((_, i) => `c${i}`).join(', ')
    return { name, nRows: this.#fill(name, '_row', `INSERT INTO ${name}(${list})`, selects) }
  }

  /** Makes a list of rows `r` of another table, counted by `place` from 0, with the place where each `was`. */
  newList(select: string): { name: string; nRows: number } {
    const name = this.newName('list')
    this.database.exec(`CREATE TABLE ${name}(place INTEGER PRIMARY KEY, r INTEGER, was INTEGER)`)
    return { name, nRows: this.#fill(name, 'place', `INSERT INTO ${name}(r, was)`, [select]) }
  }

  /** SQLite counts on from the greatest there is: one row before the first makes that 0. */
  #fill(name: string, key: string, insert: string, selects: readonly string[]): number {
    this.database.exec(`INSERT INTO ${name}(${key}) VALUES (-1)`)
    let nRows = 0
    for (const select of selects) nRows += this.database.prepare(`${insert} ${select}`).run().changes
    this.database.exec(`DELETE FROM ${name} WHERE ${key} = -1`)
    return nRows
  }

  close(): void {
    this.database.close()
    rmSync(this.#path, { force: true })
  }
}
