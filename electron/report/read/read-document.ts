import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import { literal, text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import { methods } from '@shared/methods/registry'
import type { ReadableDatabase } from '../../database/connection'
import { listRuns } from '../../database/run-store'
import { readSettings } from '../../database/setting-store'
import { RunViews } from '../../worker/run-views'
import type { ReportDocument, ReportSource } from '../document/report-document'
import type { ReportRequest } from '../report-request'
import { readChapter } from './read-chapter'
import { readSource } from './read-source'

/** What a report hears and asks while it is made. */
export interface ReportHooks {
  appVersion: string
  /** Milliseconds since 1970. */
  now: number
  /** `done` of `total` chapters have been read. */
  onChapter(done: number, total: number): void
  cancelled(): boolean
}

function chosenRuns(database: ReadableDatabase, runIds: readonly string[]): readonly string[] {
  if (runIds.length > 0) return runIds
  const all = listRuns(database).map(({ id }) => id)
  if (all.length === 0) throw failure('runsNone')
  return all.reverse()
}

function titleOf({ title, language }: ReportRequest, sources: readonly ReportSource[]): string {
  if (title?.trim()) return title.trim()
  const names = [...new Set(sources.map(({ dataset }) => dataset))].map(literal)
  const key = names.length > 0 ? 'report.defaultTitle' : 'report.defaultTitleWithoutData'
  return translate(text(key, { datasets: names }), language)
}

/**
 * Reads everything that a report says from a workspace.
 * @throws runsNone when there is no run to report, runUnknown, cancelled
 * Cost: the runs' results; figures hold at most 20,000 marks each.
 */
export function readDocument(database: ReadableDatabase, request: ReportRequest, hooks: ReportHooks): ReportDocument {
  const runIds = chosenRuns(database, request.runIds)
  const check = () => {
    if (hooks.cancelled()) throw failure('cancelled')
  }
  const { language, format } = request
  const source = { database, views: new RunViews(methods), language, figures: format !== 'xlsx', check }
  const read = runIds.map((runId, index) => {
    hooks.onChapter(index, runIds.length)
    return readChapter(source, runId, index + 1)
  })
  const revisions = new Set(read.flatMap(({ revisionId }) => (revisionId === null ? [] : [revisionId])))
  const sources = [...revisions].map((revisionId) => readSource(database, revisionId))
  return {
    title: titleOf(request, sources),
    language,
    currency: readSettings(database).currency,
    workspace: path.basename(request.workspace, path.extname(request.workspace)),
    appVersion: hooks.appVersion,
    createdAt: hooks.now,
    chapters: read.map(({ chapter }) => chapter),
    sources,
  }
}
