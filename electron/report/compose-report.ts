import fs from 'node:fs/promises'
import { failure } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { openReadable, type ReadableDatabase } from '../database/connection'
import { appVersion } from '../paths'
import type { ReportDocument } from './document/report-document'
import { pageAssets } from './html/page-assets'
import { renderPage } from './html/render-page'
import { readDocument } from './read/read-document'
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

/**
 * Writes a report to its path: a workbook, a page, or (for `pdf`) the page that is to be printed.
 * @returns the runs in it, in order
 * @throws runsNone, runUnknown, cancelled; the unfinished file is then the caller's to remove
 */
export async function composeReport(request: ReportRequest, hooks: ComposeHooks): Promise<readonly string[]> {
  const database = openReadable(request.workspace)
  try {
    const document = readDocument(database, request, {
      appVersion: appVersion(),
      now: Date.now(),
      cancelled: hooks.cancelled,
      onChapter: (done, total) => hooks.onProgress({ stage: 'reportRead', fraction: (readingShare * done) / total }),
    })
    await write(database, document, request, hooks)
    return document.chapters.map(({ run }) => run.id)
  } finally {
    database.close()
  }
}
