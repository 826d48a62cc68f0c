import type { EngineResponse } from '@shared/contract/channels'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import { literal, text } from '@shared/contract/text'
import type { TileContent } from '@shared/dashboard/dashboard'
import { writeReport } from '../../report'
import type { EngineContext, HandlersOf } from '../engine-context'
import { withConditionEvaluated } from '../select-rows'
import type { WorkspaceSession } from '../workspace-session'

export const dashboardHandlers: HandlersOf<'dashboard'> = {
  'dashboard/list': async (context) => context.session().database.request('dashboard/list', null),
  'dashboard/save': async (context, request) =>
    changed(context, await context.session().database.request('dashboard/save', request)),
  'dashboard/tile': async (context, { content, filters }) => {
    const session = context.session()
    const rowIds = await selectedRows(session, content)
    const view = await session.reader.drawTile({ content, filters, rowIds })
    return view as EngineResponse<'dashboard/tile'>
  },
  'dashboard/export': async (context, { dashboardId, token, format, language }) => {
    const outPath = context.files.pathOf(token, 'write')
    const session = context.session()
    const { title: name, content } = await session.database.request('dashboard/get', { dashboardId })
    const title = text('jobs.report', { title: literal(name), format: format.toUpperCase() })
    const { jobId } = context.jobs.start('report', title, async ({ signal, started, progress }) => {
      started()
      const selected: Record<string, Int32Array> = {}
      for (const tile of content.tiles) {
        const rows = await selectedRows(session, tile.content)
        if (rows) selected[tile.id] = Int32Array.from(rows)
      }
      const request = { dashboardId, selected, format, language, outPath, workspace: session.path }
      return { path: (await writeReport(request, progress, signal, context.print)).path }
    })
    return { jobId }
  },
  'dashboard/remove': async (context, { dashboardId }) => {
    const removed = { dashboardId, removed: true }
    changed(context, await context.session().database.request('dashboard/set-removed', removed))
    return null
  },
  'dashboard/restore': async (context, { dashboardId }) => {
    const restored = { dashboardId, removed: false }
    return changed(context, await context.session().database.request('dashboard/set-removed', restored))
  },
}

/** Rows that a chart's condition in SQL selects, if it has one. */
async function selectedRows(session: WorkspaceSession, content: TileContent): Promise<ArrayLike<number> | undefined> {
  if (content.kind !== 'chart') return undefined
  // A chart that is gone is named where its tile is computed.
  const chart = await session.database.request('chart/get', { chartId: content.chartId }).catch(() => null)
  if (!chart?.spec.where) return undefined
  const { spec } = chart
  return (await withConditionEvaluated(session, { dataset: spec.dataset, where: spec.where })).rowIds
}

function changed(context: EngineContext, dashboard: Dashboard): Dashboard {
  context.emit({ type: 'changed', what: 'dashboards' })
  return dashboard
}
