import path from 'node:path'
import { parseChartSpec } from '@shared/charts/chart-spec'
import type { Chart } from '@shared/contract/chart-channels'
import { literal, text } from '@shared/contract/text'
import type { Language } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import { writeChart } from '../../report/write-chart'
import { drawSessionChart } from '../draw-chart'
import type { EngineContext, HandlersOf } from '../engine-context'
import { withConditionEvaluated } from '../select-rows'
import { untilAborted } from '../until-aborted'
import type { WorkspaceSession } from '../workspace-session'

export const chartHandlers: HandlersOf<'chart'> = {
  'chart/draw': async (context, { viewport, selected, ...spec }) => {
    const { chart } = await drawSessionChart(context.session(), spec, { viewport, selected })
    const { data, layout, rowIds, reduced, rows, marks, marksOf, element } = chart
    const { caption = null, height = 420 } = element
    return { data, layout, rowIds, reduced, rows, marks, marksOf, caption, height }
  },
  'chart/rows': async (context, { spec: given, marks }) => {
    const session = context.session()
    const spec = parseChartSpec(given)
    const { rowIds } = await withConditionEvaluated(session, { dataset: spec.dataset, where: spec.where })
    return session.reader.rowsBehindMarks({ spec, rowIds, marks })
  },
  'chart/export': async (context, { spec: given, token, format, language }) => {
    const outPath = context.files.pathOf(token, 'write')
    const session = context.session()
    const title = text('jobs.export', { name: literal(path.basename(outPath)) })
    const { jobId } = context.jobs.start('export', title, async ({ started, signal }) => {
      started()
      if (format === 'html') return writePage(session, given, language, outPath, signal)
      const spec = parseChartSpec(given)
      const { rowIds } = await withConditionEvaluated(session, { dataset: spec.dataset, where: spec.where }, signal)
      const handle = session.reader.writeChartTable({ spec, rowIds, path: outPath, format, language })
      const rowsExported = await untilAborted(handle, signal)
      return { path: outPath, rowsExported }
    })
    return { jobId }
  },
  'chart/list': async (context) => context.session().database.request('chart/list', null),
  'chart/save': async (context, request) =>
    changed(context, await context.session().database.request('chart/save', request)),
  'chart/rename': async (context, request) =>
    changed(context, await context.session().database.request('chart/rename', request)),
  'chart/seen': async (context, request) =>
    changed(context, await context.session().database.request('chart/seen', request)),
  'chart/remove': async (context, { chartId }) => {
    changed(context, await context.session().database.request('chart/set-removed', { chartId, removed: true }))
    return null
  },
  'chart/restore': async (context, { chartId }) =>
    changed(context, await context.session().database.request('chart/set-removed', { chartId, removed: false })),
}

/** The chart as a page that needs nothing else. */
async function writePage(
  session: WorkspaceSession,
  given: unknown,
  language: Language,
  outPath: string,
  signal: AbortSignal,
) {
  const { chart } = await drawSessionChart(session, given)
  const { currency } = await session.database.request('workspace/settings', {})
  const title = translate(chart.element.title, language, currency)
  await writeChart({ chart, title, language, currency }, 'html', outPath, signal)
  return { path: outPath, rowsExported: chart.rows }
}

function changed(context: EngineContext, chart: Chart): Chart {
  context.emit({ type: 'changed', what: 'charts' })
  return chart
}
