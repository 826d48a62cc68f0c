import fs from 'node:fs/promises'
import { failure } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { openReadable, type ReadableDatabase } from '../database/connection'
import { appVersion } from '../paths'
import { dashboardPage } from './dashboard/dashboard-page'
import type { DashboardRequest } from './dashboard/dashboard-request'
import { writeDashboardWorkbook } from './dashboard/dashboard-workbook'
import { readDashboardDocument } from './dashboard/read-dashboard-document'
import type { ReportDocument } from './document/report-document'
import { pageAssets } from './html/page-assets'
import { renderPage } from './html/render-page'
import { type ReportHooks, readDocument } from './read/read-document'
import type { ReportRequest } from './report-request'
import { writeReportWorkbook } from './workbook/write-report-workbook'

interface ComposeHooks {
  onProgress(progress: Progress): void
  cancelled(): boolean
}

/** Part of the way that reading takes; writing takes the rest. */
const readingShare = 0.7

async function write(
  database: ReadableDatabase,
  document: ReportDocument,
  { format, outPath }: ReportRequest,
  hooks: ComposeHooks,
): Promise<void> {
  hooks.onProgress({ stage: 'reportWrite', fraction: readingShare })
  if (format === 'xlsx') return writeReportWorkbook(outPath, document, database, hooks.cancelled)
  const page = renderPage(document, await pageAssets(), format === 'pdf')
  if (hooks.cancelled()) throw failure('cancelled')
  await fs.writeFile(outPath, page)
}

async function composeDashboard(
  database: ReadableDatabase,
  request: DashboardRequest,
  hooks: ComposeHooks,
): Promise<void> {
  const { format, outPath } = request
  const document = readDashboardDocument(database, request, readingHooks(hooks))
  hooks.onProgress({ stage: 'reportWrite', fraction: readingShare })
  if (format === 'xlsx') return writeDashboardWorkbook(outPath, document)
  const page = dashboardPage(document, await pageAssets(), format === 'pdf')
  if (hooks.cancelled()) throw failure('cancelled')
  await fs.writeFile(outPath, page)
}

function readingHooks({ cancelled, onProgress }: ComposeHooks): ReportHooks {
  return {
    appVersion: appVersion(),
    now: Date.now(),
    cancelled,
    onChapter: (done, total) => onProgress({ stage: 'reportRead', fraction: (readingShare * done) / total }),
  }
}

/**
 * Writes a report or a dashboard to its path: a workbook, a page, or (for `pdf`) the page that is to be printed.
 * @returns the runs in it, in order; none for a dashboard
 * @throws runsNone, runUnknown, dashboardUnknown, cancelled; the unfinished file is then the caller's to remove
 */
export async function composeReport(
  request: ReportRequest | DashboardRequest,
  hooks: ComposeHooks,
): Promise<readonly string[]> {
  const database = openReadable(request.workspace)
  try {
    if ('dashboardId' in request) {
      await composeDashboard(database, request, hooks)
      return []
    }
    const document = readDocument(database, request, readingHooks(hooks))
    await write(database, document, request, hooks)
    return document.chapters.map(({ run }) => run.id)
  } finally {
    database.close()
  }
}
