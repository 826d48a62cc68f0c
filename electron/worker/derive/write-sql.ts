import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { threadId } from 'node:worker_threads'
import { failure } from '@shared/contract/app-error'
import Database from 'better-sqlite3'
import { withDiskErrors } from '../../import/parts/disk-errors'
import { partTableSql } from '../../import/parts/part-table'
import type { SqlTable } from './plan-sql'

/** Values of a part: about as large as the parts of an import. */
const valuesPerPart = 800_000

export interface SqlWriting {
  workspace: string
  partsFolder: string
  /** Throws `cancelled` when it is not wanted any more. */
  check(): void
  progress(fraction: number): void
  /** Hands a part to the database, which ends its file. */
  take(path: string): Promise<void>
}

/**
 * Has SQLite compute a table, part by part, each in a file of its own that the database thread takes while the next is being made.
 * The workspace is only read.
 */
export async function writeSql(table: SqlTable, { workspace, partsFolder, check, progress, take }: SqlWriting) {
  mkdirSync(partsFolder, { recursive: true })
  const step = Math.max(1000, Math.floor(valuesPerPart / table.columns.length))
  let underWay: Promise<void> = Promise.resolve()
  let written = 0
  try {
    for (let first = 0; first < table.baseRows; first += step) {
      check()
      progress(first / table.baseRows)
      const file = path.join(partsFolder, `${process.pid}-${threadId}-sql-${first}`)
      const rows = withDiskErrors(() =>
        writePart(file, workspace, table, { first, last: first + step, written, check }),
      )
      written += rows
      await underWay
      underWay = take(file)
      // What goes wrong is heard when the next part is ready.
      underWay.catch(() => {})
    }
  } finally {
    await underWay
  }
  if (written !== table.nRows) throw failure('internal', { detail: `${written} of ${table.nRows} rows` })
}

interface Range {
  first: number
  last: number
  /** Rows before this part. */
  written: number
  check(): void
}

/** @returns how many rows the part has */
function writePart(file: string, workspace: string, table: SqlTable, { first, last, written, check }: Range): number {
  const { relation, columns, from } = table
  rmSync(file, { force: true })
  const part = new Database(file)
  try {
    part.pragma('journal_mode = OFF')
    part.pragma('synchronous = OFF')
    part.exec(
      partTableSql(
        'part',
        columns.map(({ storage }) => storage),
      ),
    )
    part.prepare('ATTACH ? AS workspace').run(workspace)
    let next = written
    part.function('next_row', { deterministic: false }, () => {
      if (next % 4096 === 0) check()
      return next++
    })
    const limits = [`_row >= ${first}`, `_row < ${last}`, ...relation.where.map((condition) => `(${condition})`)]
    const list = ['next_row()', ...relation.columns.map(({ sql }) => sql)].join(', ')
    const source = `workspace.${from} WHERE ${limits.join(' AND ')} ORDER BY _row`
    return part.prepare(`INSERT INTO main.part SELECT ${list} FROM ${source}`).run().changes
  } finally {
    part.close()
  }
}
