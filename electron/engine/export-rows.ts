import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { failure } from '@shared/contract/app-error'
import type { EngineRequest } from '@shared/contract/channels'
import type { Progress } from '@shared/contract/run-events'
import { NO_LABEL } from '@shared/dataset/column'
import type { ResultArray } from '@shared/dataset/result-arrays'
import { methodOf } from '@shared/methods/registry'
import { sheetNames } from '../report/xlsx/sheet-names'
import { writeWorkbook } from '../report/xlsx/write-workbook'
import { csvLine } from './csv-line'
import { withConditionEvaluated } from './select-rows'
import type { WorkspaceSession } from './workspace-session'

type ExportRequest = EngineRequest<'export/rows'>
type Cell = string | number | null

const rowsPerWindow = 1000

/** What is written: a header and rows that come window by window. */
interface RowSource {
  columns: string[]
  count: number
  rows(): AsyncGenerator<Cell[]>
  close(): void
}

/**
 * Writes rows of a dataset to a CSV or XLSX file, in which no cell can act as a formula. With a run its segments become a
 * last column; with a label only that segment's rows are written. The file appears complete, or not at all.
 */
export async function exportRows(
  session: WorkspaceSession,
  request: ExportRequest,
  outPath: string,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const draft = path.join(path.dirname(outPath), `.${path.basename(outPath)}.${process.pid}.part`)
  const source = await openSource(session, request, onProgress, signal)
  try {
    if (request.format === 'csv') await writeCsv(draft, source, signal)
    else await writeSheet(draft, source, path.parse(outPath).name)
    await rename(draft, outPath)
  } finally {
    source.close()
    await rm(draft, { force: true })
  }
}

async function openSource(
  session: WorkspaceSession,
  request: ExportRequest,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<RowSource> {
  const segments = request.runId === undefined ? null : await segmentsOf(session, request.runId)
  const query = await withConditionEvaluated(session, { ...request.query, ...rowsOfLabel(request, segments) }, signal)
  const dataset = await session.database.request('dataset/get', { dataset: request.query.dataset })
  const columns = request.columns ?? dataset.columns.map(({ name }) => name)
  const { viewId, count } = await session.reader.openRows(query)
  async function* rows(): AsyncGenerator<Cell[]> {
    for (let start = 0; start < count; start += rowsPerWindow) {
      if (signal.aborted) throw failure('cancelled')
      const window = await session.reader.windowOfRows({ viewId, start, count: rowsPerWindow, columns })
      for (const [i, row] of window.rows.entries()) {
        yield segments ? [...row, segments.nameOf(window.rowIds[i] ?? -1)] : row
      }
      onProgress({ stage: 'export', fraction: Math.min(1, (start + rowsPerWindow) / count) })
    }
  }
  const header = segments ? [...columns, 'segment'] : columns
  return { columns: header, count, rows, close: () => session.reader.closeRows(viewId) }
}

interface Segments {
  labels: ResultArray
  nameOf(row: number): Cell
}

async function segmentsOf(session: WorkspaceSession, runId: string): Promise<Segments> {
  const { summary } = await session.database.request('run/get', { runId })
  const field = methodOf(summary.methodId).segmentLabels
  if (!field) throw failure('resultPathUnknown', { run: runId, path: 'labels' })
  const { data: labels } = await session.database.request('run/array', { runId, path: field })
  const nameOf = (row: number): Cell => {
    const label = labels[row] ?? NO_LABEL
    if (label === NO_LABEL) return null
    return summary.segmentNames[String(label)] ?? (label < 0 ? label : label + 1)
  }
  return { labels, nameOf }
}

function rowsOfLabel(request: ExportRequest, segments: Segments | null): { rowIds?: Int32Array } {
  if (!segments || request.label === undefined) return {}
  const wanted = request.query.rowIds ? new Set(request.query.rowIds) : null
  const rowIds: number[] = []
  segments.labels.forEach((label, row) => {
    if (label === request.label && (wanted === null || wanted.has(row))) rowIds.push(row)
  })
  return { rowIds: Int32Array.from(rowIds) }
}

/** UTF-8 with a byte order mark, which Excel needs to read Chinese. */
async function writeCsv(file: string, source: RowSource, signal: AbortSignal): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    yield `\uFEFF${csvLine(source.columns)}`
    let piece = ''
    for await (const row of source.rows()) {
      piece += csvLine(row)
      if (piece.length < 65_536) continue
      yield piece
      piece = ''
    }
    yield piece
  }
  await pipeline(Readable.from(lines()), createWriteStream(file, { flags: 'wx' }), { signal })
}

async function writeSheet(file: string, source: RowSource, name: string): Promise<void> {
  async function* rows() {
    yield source.columns.map((value) => ({ value, style: 'header' as const }))
    for await (const row of source.rows()) yield row.map((value) => ({ value, style: styleOf(value) }))
  }
  const widths = source.columns.map((column) => Math.min(40, Math.max(10, column.length + 2)))
  const sheet = { name: sheetNames([name])[0] ?? 'Sheet1', widths, frozenRows: 1, filterRow: 0, rows: rows() }
  await writeWorkbook(file, [sheet], 'CNY')
}

function styleOf(value: Cell): 'number' | 'text' {
  return typeof value === 'number' ? 'number' : 'text'
}
