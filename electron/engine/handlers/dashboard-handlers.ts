import type { EngineResponse } from '@shared/contract/channels'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import { createProposedDashboard, rowsOfTile, startDashboardExport } from '../dashboards'
import type { EngineContext, HandlersOf } from '../engine-context'

export const dashboardHandlers: HandlersOf<'dashboard'> = {
  'dashboard/list': async (context) => context.session().database.request('dashboard/list', null),
  'dashboard/save': async (context, request) =>
    changed(context, await context.session().database.request('dashboard/save', request)),
  'dashboard/propose': async (context, request) =>
    changed(context, await createProposedDashboard(context.session(), request)),
  'dashboard/tile': async (context, { content, filters }) => {
    const session = context.session()
    const rowIds = await rowsOfTile(session, content)
    const view = await session.reader.drawTile({ content, filters, rowIds })
    return view as EngineResponse<'dashboard/tile'>
  },
  'dashboard/export': async (context, { dashboardId, token, format, language }) => {
    const outPath = context.files.pathOf(token, 'write')
    const { jobId } = await startDashboardExport(context, { dashboardId, format, language, outPath })
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

function changed(context: EngineContext, dashboard: Dashboard): Dashboard {
  context.emit({ type: 'changed', what: 'dashboards' })
  return dashboard
}
