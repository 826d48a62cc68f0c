import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { openReadable } from '../database/connection'
import type { ExportReceipt, ExportTask } from './export-task'
import { openRowSource, type RowSource } from './row-source'
import { writeParquet } from './write-parquet'
import { writeSheets } from './write-sheets'
import { writeCsv, writeJson } from './write-text'

/**
 * Writes rows of a revision to a file, which appears complete or not at all.
 * @returns what was written, with the file's digest
 * @throws revisionUnknown, columnMissing, cancelled, outNotWritten
 * Cost: one pass over the rows; memory does not grow with them, but for one row group of Parquet.
 */
export async function writeRows(
  task: ExportTask,
  cancelled: () => boolean,
  onProgress: (progress: Progress) => void,
): Promise<ExportReceipt> {
  const draft = path.join(path.dirname(task.path), `.${path.basename(task.path)}.${process.pid}.part`)
  const database = openReadable(task.workspace)
  try {
    const source = openRowSource(database, task, cancelled, (rows) =>
      onProgress({ stage: 'export', fraction: Math.min(1, rows / Math.max(1, source.count)) }),
    )
    const cellsEscaped = await write(draft, source, task)
    const receipt = { path: task.path, format: task.format, rows: source.count, cellsEscaped }
    const [{ size: bytes }, sha256] = await Promise.all([stat(draft), digestOf(draft)])
    if (cancelled()) throw failure('cancelled')
    await rename(draft, task.path)
    return { ...receipt, columns: source.columns.map(({ name }) => name), bytes, sha256 }
  } catch (thrown) {
    if (thrown instanceof Error && 'syscall' in thrown)
      throw failure('outNotWritten', { path: task.path, detail: thrown.message })
    throw thrown
  } finally {
    database.close()
    await rm(draft, { force: true })
  }
}

/** @returns the number of cells that were disarmed */
async function write(file: string, source: RowSource, { format, formulaSafe, path: out }: ExportTask): Promise<number> {
  if (format === 'csv') return writeCsv(file, source, formulaSafe)
  if (format === 'json') await writeJson(file, source)
  else if (format === 'parquet') await writeParquet(file, source)
  else await writeSheets(file, source, path.parse(out).name)
  return 0
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
