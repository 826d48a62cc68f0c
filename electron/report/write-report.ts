import fs from 'node:fs/promises'
import { failure } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { writeFailure } from '../export/whole-file'
import { composeInThread } from './compose-in-thread'
import type { DashboardRequest } from './dashboard/dashboard-request'
import { draftOf, removeStaleDrafts } from './drafts'
import { printInProcess } from './print-in-process'
import type { PrintPage, ReportRequest, WrittenReport } from './report-request'

/**
 * Writes a report of runs, or a dashboard, as one HTML, PDF or XLSX file. The composing happens in a thread of its own; a PDF is then
 * printed by a hidden window.
 * @param request what to write and where
 * @param onProgress hears stages `report.*`, at most 10 times a second
 * @param signal cancels; the promise then rejects with `cancelled`
 * @param print how a page becomes a PDF; by default a process of its own, an application with windows can pass another
 * @returns where the report is; on any failure nothing is left and an existing file stays as it was
 * Cost: memory in proportion to the figures' marks, not to the dataset's rows.
 */
export async function writeReport(
  request: ReportRequest | DashboardRequest,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
  print: PrintPage = printInProcess,
): Promise<WrittenReport> {
  const draft = draftOf(request.outPath)
  const page = `${draft}.html`
  await removeStaleDrafts(request.outPath)
  try {
    const composed = request.format === 'pdf' ? page : draft
    const runIds = await composeInThread({ ...request, outPath: composed }, request.outPath, onProgress, signal)
    if (request.format === 'pdf') {
      onProgress({ stage: 'reportPrint', fraction: null })
      await print(page, draft, signal)
    }
    if (signal.aborted) throw failure('cancelled')
    const { size } = await fs.stat(draft)
    await fs.rename(draft, request.outPath)
    return { path: request.outPath, bytes: size, runIds }
  } catch (thrown) {
    throw writeFailure(request.outPath, thrown) ?? thrown
  } finally {
    await Promise.all([draft, page].map((file) => fs.rm(file, { force: true })))
  }
}
