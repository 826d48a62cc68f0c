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
import { type ComponentType, lazy } from 'react'
import { addresses } from './addresses'

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

const loadDatasetScreen = () => import('../../screens/data/dataset-screen')

/** Loads the screen that most people open next while the window has nothing else to do. */
export function preloadScreens(): void {
  requestIdleCallback(() => void loadDatasetScreen().catch(() => undefined), { timeout: 3000 })
}

export const screens: readonly Screen[] = [
  {
    path: addresses.home,
    screen: lazy(() => import('../../screens/home/home-screen')),
    rail: { label: 'home', icon: IconHome },
  },
  {
    path: addresses.data,
    screen: lazy(() => import('../../screens/data/data-screen')),
    rail: { label: 'data', icon: IconTable, under: ['/data', '/import'] },
  },
  { path: '/data/:datasetId', screen: lazy(loadDatasetScreen) },
  { path: '/data/:datasetId/roll-up', screen: lazy(() => import('../../screens/combine/roll-up-screen')) },
  { path: '/data/:datasetId/join', screen: lazy(() => import('../../screens/combine/join-screen')) },
  { path: '/data/:datasetId/duplicates', screen: lazy(() => import('../../screens/duplicates/duplicates-screen')) },
  { path: addresses.import, screen: lazy(() => import('../../screens/import/import-screen')) },
  {
    path: addresses.segments,
    screen: lazy(() => import('../../screens/segments/segments-screen')),
    rail: { label: 'segments', icon: IconUsersGroup, under: ['/segments'] },
  },
  { path: '/segments/new', screen: lazy(() => import('../../screens/segments/segment-builder-screen')) },
  { path: addresses.migration, screen: lazy(() => import('../../screens/segments/migration-screen')) },
  { path: '/segments/:segmentId', screen: lazy(() => import('../../screens/segments/segment-screen')) },
  { path: '/segments/:segmentId/edit', screen: lazy(() => import('../../screens/segments/segment-builder-screen')) },
  {
    path: addresses.value,
    screen: lazy(() => import('../../screens/value/value-screen')),
    rail: { label: 'value', icon: IconCoins, under: ['/value'] },
  },
  { path: '/value/calculator', screen: lazy(() => import('../../screens/value/calculator-screen')) },
  { path: addresses.whatIf, screen: lazy(() => import('../../screens/value/what-if-screen')) },
  { path: addresses.examples, screen: lazy(() => import('../../screens/value/examples-screen')) },
  {
    path: addresses.predict,
    screen: lazy(() => import('../../screens/predict/predict-screen')),
    rail: { label: 'predict', icon: IconTargetArrow },
  },
  {
    path: addresses.explore,
    screen: lazy(() => import('../../screens/explore/explore-screen')),
    rail: { label: 'explore', icon: IconChartDots3, under: ['/explore', '/chart', '/charts'] },
  },
  { path: '/chart', screen: lazy(() => import('../../screens/chart/chart-screen')) },
  { path: '/chart/:chartId', screen: lazy(() => import('../../screens/chart/chart-screen')) },
  { path: addresses.charts, screen: lazy(() => import('../../screens/chart/charts-screen')) },
  {
    path: addresses.dashboards,
    screen: lazy(() => import('../../screens/dashboards/dashboards-screen')),
    rail: { label: 'dashboards', icon: IconLayoutDashboard },
  },
  { path: '/dashboards/:dashboardId', screen: lazy(() => import('../../screens/dashboards/dashboard-screen')) },
  {
    path: addresses.reports,
    screen: lazy(() => import('../../screens/reports/reports-screen')),
    rail: { label: 'reports', icon: IconReportAnalytics },
  },
  { path: '/reports/:reportId', screen: lazy(() => import('../../screens/reports/report-screen')) },
  { path: '/run/new/:methodId', screen: lazy(() => import('../../screens/runs/new-run-screen')) },
  { path: '/run/:runId', screen: lazy(() => import('../../screens/runs/result-screen')) },
  { path: '/run/:runId/score', screen: lazy(() => import('../../screens/predict/score-screen')) },
  { path: addresses.sql, screen: lazy(() => import('../../screens/sql/sql-screen')) },
  {
    path: addresses.settings,
    screen: lazy(() => import('../../screens/settings/settings-screen')),
    needsWorkspace: false,
  },
]
