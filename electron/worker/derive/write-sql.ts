import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { threadId } from 'node:worker_threads'
import { failure } from '@shared/contract/app-error'
import { withDiskErrors } from '../../import/parts/disk-errors'
import { partTableSql } from '../../import/parts/part-table'
import type { Scratch } from './sql/scratch'
import { fromText, placeIn } from './sql/sql-source'
import type { SqlTable } from './sql/sql-table'

/** Values of a part: about as large as the parts of an import. */
const valuesPerPart = 800_000

export interface SqlWriting {
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
export async function writeSql(table: SqlTable, scratch: Scratch, { partsFolder, check, progress, take }: SqlWriting) {
  mkdirSync(partsFolder, { recursive: true })
  const step = Math.max(1000, Math.floor(valuesPerPart / table.columns.length))
  let underWay: Promise<void> = Promise.resolve()
  let written = 0
  try {
    for (let first = 0; first < table.source.size; first += step) {
      check()
      progress(first / table.source.size)
      const file = path.join(partsFolder, `${process.pid}-${threadId}-sql-${first}`)
      const rows = withDiskErrors(() => writePart(scratch, file, table, { first, last: first + step, written }))
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
}

/** @returns how many rows the part has */
function writePart({ database }: Scratch, file: string, table: SqlTable, { first, last, written }: Range): number {
  const { relation, columns, source } = table
  const place = placeIn(source)
  rmSync(file, { force: true })
  database.prepare('ATTACH ? AS part').run(file)
  try {
    database.pragma('part.journal_mode = OFF')
    database.pragma('part.synchronous = OFF')
    const storages = columns.map(({ storage }) => storage)
    database.exec(partTableSql('part.part', storages))
    const limits = [`${place} >= ${first}`, `${place} < ${last}`, ...relation.where.map((limit) => `(${limit})`)]
    const list = relation.columns.map(({ sql }) => sql).join(', ')
    const names = columns.map((_, i) => `c${i}`).join(', ')
    // Rows are counted on from the greatest there is: one before the first begins that.
    database.exec(`INSERT INTO part.part(_row) VALUES (${written - 1})`)
    const select = `SELECT ${list} FROM ${fromText(source)} WHERE ${limits.join(' AND ')} ORDER BY ${place}`
    const { changes } = database.prepare(`INSERT INTO part.part(${names}) ${select}`).run()
    database.exec(`DELETE FROM part.part WHERE _row = ${written - 1}`)
    return changes
  } finally {
    database.exec('DETACH part')
  }
}
