import type { Chart } from '@shared/contract/chart-channels'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import {
  type ChartToSave,
  listCharts,
  markChartSeen,
  readChart,
  renameChart,
  saveChart,
  setChartRemoved,
} from './chart-store'
import type { WritableDatabase } from './connection'
import {
  type DashboardToSave,
  listDashboards,
  readDashboard,
  saveDashboard,
  setDashboardRemoved,
} from './dashboard-store'

/** What the database thread can be asked about charts and dashboards that are kept. */
export interface ChartRequests {
  'chart/list': { request: null; response: Chart[] }
  'chart/get': { request: { chartId: string }; response: Chart }
  'chart/save': { request: ChartToSave; response: Chart }
  'chart/rename': { request: { chartId: string; name: string }; response: Chart }
  'chart/seen': { request: { chartId: string }; response: Chart }
  'chart/set-removed': { request: { chartId: string; removed: boolean }; response: Chart }
  'dashboard/list': { request: null; response: Dashboard[] }
  'dashboard/get': { request: { dashboardId: string }; response: Dashboard }
  'dashboard/save': { request: DashboardToSave; response: Dashboard }
  'dashboard/set-removed': { request: { dashboardId: string; removed: boolean }; response: Dashboard }
}

type Answers = { [N in keyof ChartRequests]: (request: ChartRequests[N]['request']) => ChartRequests[N]['response'] }

/** Answers them on the connection that is open when they are asked. */
export function chartAnswers(database: () => WritableDatabase): Answers {
  return {
    'chart/list': () => listCharts(database()),
    'chart/get': ({ chartId }) => readChart(database(), chartId),
    'chart/save': (chart) => saveChart(database(), chart),
    'chart/rename': ({ chartId, name }) => renameChart(database(), chartId, name),
    'chart/seen': ({ chartId }) => markChartSeen(database(), chartId),
    'chart/set-removed': ({ chartId, removed }) => setChartRemoved(database(), chartId, removed),
    'dashboard/list': () => listDashboards(database()),
    'dashboard/get': ({ dashboardId }) => readDashboard(database(), dashboardId),
    'dashboard/save': (dashboard) => saveDashboard(database(), dashboard),
    'dashboard/set-removed': ({ dashboardId, removed }) => setDashboardRemoved(database(), dashboardId, removed),
  }
}
