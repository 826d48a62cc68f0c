/**
 * Every screen, one line each: its address and the component that answers it, loaded when first needed.
 * Parameters of the address come by wouter's `useParams()`, its search part by `useSearchParams()`.
 * With `rail` it also stands in the rail, with an icon and the words `app.rail.<label>`.
 */
import {
  IconChartDots3,
  IconCoins,
  IconHome,
  IconLayoutDashboard,
  IconReportAnalytics,
  IconTable,
  IconTargetArrow,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { addresses } from './addresses'
import { loadedLater } from './loaded-later'

export interface Screen {
  path: string
  screen: ComponentType
  /** False for screens that also work while no workspace is open. */
  needsWorkspace?: boolean
  rail?: {
    label: string
    icon: TablerIcon
    /** Paths below which the entry is shown as current. */
    under?: readonly string[]
  }
}

const DatasetScreen = loadedLater(() => import('../../screens/data/dataset-screen'))

/** Loads the screen that most people open next while the window has nothing else to do. */
export function preloadScreens(): void {
  requestIdleCallback(() => void DatasetScreen.fetchAhead().catch(() => undefined), { timeout: 3000 })
}

export const screens: readonly Screen[] = [
  {
    path: addresses.home,
    screen: loadedLater(() => import('../../screens/home/home-screen')),
    rail: { label: 'home', icon: IconHome },
  },
  {
    path: addresses.data,
    screen: loadedLater(() => import('../../screens/data/data-screen')),
    rail: { label: 'data', icon: IconTable, under: ['/data', '/import'] },
  },
  { path: '/data/:datasetId', screen: DatasetScreen },
  { path: '/data/:datasetId/roll-up', screen: loadedLater(() => import('../../screens/combine/roll-up-screen')) },
  { path: '/data/:datasetId/join', screen: loadedLater(() => import('../../screens/combine/join-screen')) },
  {
    path: '/data/:datasetId/duplicates',
    screen: loadedLater(() => import('../../screens/duplicates/duplicates-screen')),
  },
  { path: addresses.import, screen: loadedLater(() => import('../../screens/import/import-screen')) },
  {
    path: addresses.segments,
    screen: loadedLater(() => import('../../screens/segments/segments-screen')),
    rail: { label: 'segments', icon: IconUsersGroup, under: ['/segments'] },
  },
  { path: '/segments/new', screen: loadedLater(() => import('../../screens/segments/segment-builder-screen')) },
  { path: addresses.migration, screen: loadedLater(() => import('../../screens/segments/migration-screen')) },
  { path: '/segments/:segmentId', screen: loadedLater(() => import('../../screens/segments/segment-screen')) },
  {
    path: '/segments/:segmentId/edit',
    screen: loadedLater(() => import('../../screens/segments/segment-builder-screen')),
  },
  {
    path: addresses.value,
    screen: loadedLater(() => import('../../screens/value/value-screen')),
    rail: { label: 'value', icon: IconCoins, under: ['/value'] },
  },
  { path: '/value/calculator', screen: loadedLater(() => import('../../screens/value/calculator-screen')) },
  { path: addresses.whatIf, screen: loadedLater(() => import('../../screens/value/what-if-screen')) },
  { path: addresses.examples, screen: loadedLater(() => import('../../screens/value/examples-screen')) },
  {
    path: addresses.predict,
    screen: loadedLater(() => import('../../screens/predict/predict-screen')),
    rail: { label: 'predict', icon: IconTargetArrow },
  },
  {
    path: addresses.explore,
    screen: loadedLater(() => import('../../screens/explore/explore-screen')),
    rail: { label: 'explore', icon: IconChartDots3, under: ['/explore', '/chart', '/charts'] },
  },
  { path: '/chart', screen: loadedLater(() => import('../../screens/chart/chart-screen')) },
  { path: '/chart/:chartId', screen: loadedLater(() => import('../../screens/chart/chart-screen')) },
  { path: addresses.charts, screen: loadedLater(() => import('../../screens/chart/charts-screen')) },
  {
    path: addresses.dashboards,
    screen: loadedLater(() => import('../../screens/dashboards/dashboards-screen')),
    rail: { label: 'dashboards', icon: IconLayoutDashboard },
  },
  { path: '/dashboards/:dashboardId', screen: loadedLater(() => import('../../screens/dashboards/dashboard-screen')) },
  {
    path: addresses.reports,
    screen: loadedLater(() => import('../../screens/reports/reports-screen')),
    rail: { label: 'reports', icon: IconReportAnalytics },
  },
  { path: '/reports/:reportId', screen: loadedLater(() => import('../../screens/reports/report-screen')) },
  { path: '/run/new/:methodId', screen: loadedLater(() => import('../../screens/runs/new-run-screen')) },
  { path: '/run/:runId', screen: loadedLater(() => import('../../screens/runs/result-screen')) },
  { path: '/run/:runId/score', screen: loadedLater(() => import('../../screens/predict/score-screen')) },
  { path: addresses.sql, screen: loadedLater(() => import('../../screens/sql/sql-screen')) },
  {
    path: addresses.settings,
    screen: loadedLater(() => import('../../screens/settings/settings-screen')),
    needsWorkspace: false,
  },
]
