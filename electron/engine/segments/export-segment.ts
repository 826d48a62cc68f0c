import type { ExportFormat } from '@shared/contract/channels'
import type { Progress } from '@shared/contract/run-events'
import { type Text, text } from '@shared/contract/text'
import type { Language } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import type { AddedColumn, ExportReceipt } from '../../export/export-task'
import type { WorkspaceSession } from '../workspace-session'
import { evaluateAgain } from './keep-segments'

interface SegmentExport {
  segmentId: string
  format: ExportFormat
  language: Language
  path: string
}

interface ExportControl {
  onProgress(progress: Progress): void
  signal: AbortSignal
}

/**
 * Writes who belongs to a segment and why. Where a row is a customer: all columns, the key and those that decided first.
 * Where a customer has several rows: one line per customer. The file appears complete, or not at all.
 */
export async function exportSegment(
  session: WorkspaceSession,
  { segmentId, format, language, path }: SegmentExport,
  { onProgress, signal }: ExportControl,
): Promise<ExportReceipt> {
  const { database, reader } = session
  const { datasetId, name } = await database.request('segment/get', { segmentId })
  const dataset = await database.request('dataset/get', { dataset: datasetId })
  const { id: revisionId, nRows } = await database.request('dataset/revision', { dataset: datasetId })
  const members = await rowsOfSegment(session, segmentId, revisionId)
  const { levels, codes, values, columns: decided } = await reader.membershipReasons(segmentId, members)
  const say = (words: Text) => translate(words, language)
  const spread = <T extends Float64Array | Int32Array>(into: T, from: ArrayLike<number>): T => {
    members.forEach((row, i) => {
      into[row] = from[i] as number
    })
    return into
  }
  const customers = await rowsPerCustomer(session, datasetId, members)
  const first = [dataset.customerKey, ...decided].filter((column) => column !== null)
  const added: AddedColumn[] = [
    ...(customers
      ? [{ name: say(text('stored.export.rows')), values: spread(new Float64Array(nRows), customers.counts) }]
      : []),
    ...values.map((one) => ({
      name: say(one.title),
      values: spread(new Float64Array(nRows).fill(Number.NaN), one.values),
    })),
    { name: say(text('stored.export.segment')), codes: new Int32Array(nRows), levels: [name] },
    {
      name: say(text('stored.export.reason')),
      codes: spread(new Int32Array(nRows).fill(-1), codes),
      levels: levels.map(say),
    },
  ]
  const task = {
    workspace: session.path,
    revisionId,
    rowIds: customers?.rowIds ?? members,
    columns: customers ? first.slice(0, 1) : [...new Set([...first, ...dataset.columns.map((column) => column.name)])],
    added,
    path,
    format,
    formulaSafe: true,
  }
  const handle = session.pool.exportRows(task, { onProgress })
  signal.addEventListener('abort', () => handle.cancel(), { once: true })
  if (signal.aborted) handle.cancel()
  return handle.promise
}

async function rowsOfSegment(session: WorkspaceSession, segmentId: string, revisionId: number): Promise<Int32Array> {
  const { database } = session
  const known = await database.request('segment/rows', { segmentId, revisionId })
  if (known) return known
  await evaluateAgain(session, await database.request('segment/get', { segmentId }))
  return (await database.request('segment/rows', { segmentId, revisionId })) ?? new Int32Array(0)
}

/** The first row of each customer, and for each row given how many its customer has; null where every row is a customer of its own. */
async function rowsPerCustomer(
  { reader }: WorkspaceSession,
  dataset: string,
  rowIds: Int32Array,
): Promise<{ rowIds: Int32Array; counts: Float64Array } | null> {
  const keys = await reader.keysOfRows(dataset, rowIds)
  const counts = new Map<string | null, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  counts.delete(null)
  if (keys.length === 0 || counts.size === keys.length) return null
  const seen = new Set<string | null>([null])
  const first = rowIds.filter((_, i) => {
    const key = keys[i] ?? null
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  return { rowIds: first, counts: Float64Array.from(keys, (key) => counts.get(key) ?? 0) }
}
