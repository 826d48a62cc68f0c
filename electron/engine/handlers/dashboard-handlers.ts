import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { EngineContext, HandlersOf } from '../engine-context'

export const dashboardHandlers: HandlersOf<'dashboard'> = {
  'dashboard/list': async (context) => context.session().database.request('dashboard/list', null),
  'dashboard/save': async (context, request) =>
    changed(context, await context.session().database.request('dashboard/save', request)),
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
