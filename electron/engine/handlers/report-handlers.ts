import { literal, text } from '@shared/contract/text'
import { type ReportRequest, type WrittenReport, writeReport } from '../../report'
import type { EngineContext, HandlersOf } from '../engine-context'
import type { StartedJob } from '../job-registry'

export const reportHandlers: HandlersOf<'report'> = {
  'report/list': async (context) => context.session().database.request('report/list', null),
  'report/create': async (context, request) =>
    changed(context, await context.session().database.request('report/create', request)),
  'report/update': async (context, request) =>
    changed(context, await context.session().database.request('report/update', request)),
  'report/remove': async (context, request) =>
    changed(context, await context.session().database.request('report/remove', request)),
  'report/export': async (context, { runIds, title, token, format, language }) => {
    const outPath = context.files.pathOf(token, 'write')
    const { jobId } = startReport(context, { runIds, title, format, language, outPath })
    return { jobId }
  },
}

/** Writes a report as a job; `written` is what it left. */
export function startReport(
  context: EngineContext,
  request: Omit<ReportRequest, 'workspace'>,
): StartedJob & { written: Promise<WrittenReport> } {
  const session = context.session()
  const title = text('jobs.report', { title: literal(request.title ?? ''), format: request.format.toUpperCase() })
  let report: WrittenReport | undefined
  const job = context.jobs.start('report', title, async ({ signal, started, progress }) => {
    started()
    report = await writeReport({ ...request, workspace: session.path }, progress, signal, context.print)
    return { path: report.path }
  })
  const written = job.done.then(() => report as WrittenReport)
  written.catch(() => {})
  return { ...job, written }
}

function changed<T>(context: EngineContext, value: T): T {
  context.emit({ type: 'changed', what: 'reports' })
  return value
}
