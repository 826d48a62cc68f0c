import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { openReadable } from '../database/connection'
import { draftOf } from '../report/drafts'
import type { ExportReceipt, ExportTask } from './export-task'
import { openRowSource, type RowSource } from './row-source'
import { writeWhole } from './whole-file'
import { writeParquet } from './write-parquet'
import { writeSheets } from './write-sheets'
import { writeCsv, writeJson } from './write-text'

/**
 * Writes rows of a revision to a file, which appears complete or not at all.
 * @returns what was written, with the file's digest
 * @throws revisionUnknown, columnMissing, cancelled, outNotWritten and its kin, outTooWide, outTooLarge
 * Cost: one pass over the rows; memory does not grow with them, but for one row group of Parquet.
 */
export async function writeRows(
  task: ExportTask,
  cancelled: () => boolean,
  onProgress: (progress: Progress) => void,
): Promise<ExportReceipt> {
  const draft = task.draft ?? draftOf(task.path)
  const database = openReadable(task.workspace)
  const poll = () => {
    if (cancelled()) throw failure('cancelled')
  }
  try {
    const source = openRowSource(database, task, cancelled, (rows) =>
      onProgress({ stage: 'export', fraction: Math.min(1, rows / Math.max(1, source.count)) }),
    )
    return await writeWhole(task.path, draft, async () => {
      const written = await write(draft, source, task, poll)
      const [{ size: bytes }, sha256] = await Promise.all([stat(draft), digestOf(draft, poll)])
      poll()
      const { path: file, format } = task
      const columns = source.columns.map(({ name }) => name)
      return { path: file, format, rows: source.count, columns, bytes, sha256, ...written }
    })
  } finally {
    database.close()
  }
}

type Written = Pick<ExportReceipt, 'cellsEscaped' | 'cellsCut' | 'sheets'>

async function write(draft: string, source: RowSource, task: ExportTask, poll: () => void): Promise<Written> {
  const usual = { cellsEscaped: 0, cellsCut: 0, sheets: 1 }
  const { format, formulaSafe } = task
  if (format === 'csv') return { ...usual, cellsEscaped: await writeCsv(draft, source, formulaSafe) }
  if (format === 'xlsx') return { ...usual, ...(await writeSheets(draft, source, path.parse(task.path).name)) }
  if (format === 'json') await writeJson(draft, source)
  else await writeParquet(draft, source, poll)
  return usual
}

async function digestOf(file: string, poll: () => void): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) {
    poll()
    hash.update(piece as Buffer)
  }
  return hash.digest('hex')
}
