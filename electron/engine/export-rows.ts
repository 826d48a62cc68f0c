import { rm } from 'node:fs/promises'
import { failure } from '@shared/contract/app-error'
import type { engineChannels } from '@shared/contract/channels'
import type { Progress } from '@shared/contract/run-events'
import { NO_LABEL } from '@shared/dataset/column'
import { translate } from '@shared/locales/translate'
import { methodOf } from '@shared/methods/registry'
import { segmentTexts } from '@shared/methods/run-segments'
import type { z } from 'zod'
import type { SelectedRows } from '../database/query-client'
import type { AddedColumn, ExportReceipt } from '../export/export-task'
import { draftOf } from '../report/drafts'
import { withConditionEvaluated } from './select-rows'
import type { WorkspaceSession } from './workspace-session'

export type RowsToExport = Omit<z.output<(typeof engineChannels)['export/rows']['request']>, 'token'> & {
  /** Takes these rows, whatever the query says. */
  selected?: SelectedRows | undefined
}

interface ExportControl {
  onProgress(progress: Progress): void
  signal: AbortSignal
}

/**
 * Writes rows of a dataset to a file, in a thread, and keeps a receipt of it in the workspace. With a run its segments become
 * a last column; with a label only that segment's rows are written. The file appears complete, or not at all.
 * @throws datasetUnknown, columnMissing, whereInvalid, outNotWritten, cancelled
 */
export async function exportRows(
  session: WorkspaceSession,
  request: RowsToExport,
  path: string,
  { onProgress, signal }: ExportControl,
): Promise<ExportReceipt> {
  const segments = request.runId === undefined ? null : await segmentsOf(session, request.runId)
  const ofLabel = segments && request.label !== undefined ? { rowIds: segments.rowsOf(request.label) } : {}
  const query = await withConditionEvaluated(session, both(request.query, ofLabel), signal)
  const { revisionId, rowIds } = request.selected ?? (await session.reader.selectRows(query))
  const draft = draftOf(path)
  const handle = session.pool.exportRows(
    {
      workspace: session.path,
      revisionId,
      rowIds: isWhole(request) ? null : rowIds,
      columns: request.columns,
      added: segments ? [segments.column] : [],
      path,
      draft,
      format: request.format,
      formulaSafe: request.formulaSafe ?? true,
    },
    { onProgress },
  )
  signal.addEventListener('abort', () => handle.cancel(), { once: true })
  if (signal.aborted) handle.cancel()
  // A thread that does not answer a cancel in time is ended, and then leaves its draft.
  const receipt = await handle.promise.finally(() => rm(draft, { force: true, maxRetries: 3 }))
  await session.database.request('export/store', { revisionId, receipt, request: said(request) })
  return receipt
}

/** What a receipt remembers of the request: chosen rows by their number alone. */
function said({ format: _, selected, query: { rowIds, ...query }, ...rest }: RowsToExport): object {
  const chosen = (selected?.rowIds ?? rowIds)?.length
  return { ...rest, query, ...(chosen === undefined ? {} : { chosen }) }
}

/** All rows in their own order need no list of ids. */
function isWhole({ query, label, selected }: RowsToExport): boolean {
  const { sort, search, where, condition, rowIds } = query
  const isLimited = rowIds || search?.trim() || where?.trim() || condition
  return !selected && label === undefined && !sort?.length && !isLimited
}

/** Rows of the query that are among those of the label. */
function both(query: RowsToExport['query'], ofLabel: { rowIds?: number[] }): RowsToExport['query'] {
  if (!ofLabel.rowIds || !query.rowIds) return { ...query, ...ofLabel }
  const wanted = new Set(ofLabel.rowIds)
  return { ...query, rowIds: query.rowIds.filter((row) => wanted.has(row)) }
}

interface Segments {
  /** The segment of each row under the name it was given, else its number from 1. */
  column: AddedColumn
  rowsOf(label: number): number[]
}

async function segmentsOf(session: WorkspaceSession, runId: string): Promise<Segments> {
  const { summary } = await session.database.request('run/get', { runId })
  const field = methodOf(summary.methodId).segmentLabels
  if (!field) throw failure('resultPathUnknown', { run: runId, path: 'labels' })
  const { data: labels } = await session.database.request('run/array', { runId, path: field })
  const found = [...new Set(labels)].filter((label) => label !== NO_LABEL)
  const codeOf = new Map(found.map((label, code) => [label, code]))
  const own = segmentTexts(summary)
  const levels = found.map((label) => {
    const words = own[label]
    const standing = words ? translate(words, 'en') : String(label < 0 ? label : label + 1)
    return summary.segmentNames[String(label)] ?? standing
  })
  const codes = Int32Array.from(labels, (label) => codeOf.get(label) ?? -1)
  const rowsOf = (wanted: number) => [...labels.keys()].filter((row) => labels[row] === wanted)
  return { column: { name: 'segment', codes, levels }, rowsOf }
}
