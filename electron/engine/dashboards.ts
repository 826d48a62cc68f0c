import { randomUUID } from 'node:crypto'
import { chartTitle } from '@shared/charts/chart-title'
import { failure } from '@shared/contract/app-error'
import type { EngineRequest } from '@shared/contract/channels'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import { literal, type Text, text } from '@shared/contract/text'
import type { DashboardContent, TileContent } from '@shared/dashboard/dashboard'
import { proposeDashboard } from '@shared/dashboard/propose-dashboard'
import { tidy } from '@shared/dashboard/tidy'
import { withTile } from '@shared/dashboard/with-tile'
import { translate } from '@shared/locales/translate'
import { type WrittenReport, writeReport } from '../report'
import type { DashboardRequest } from '../report/dashboard/dashboard-request'
import type { EngineContext } from './engine-context'
import type { StartedJob } from './job-registry'
import { withConditionEvaluated } from './select-rows'
import type { WorkspaceSession } from './workspace-session'

type Wanted = Pick<DashboardRequest, 'dashboardId' | 'format' | 'language' | 'outPath'>

/** Writes a dashboard as a job; `written` is what it left. @throws dashboardUnknown */
export async function startDashboardExport(
  context: EngineContext,
  wanted: Wanted,
): Promise<StartedJob & { written: Promise<WrittenReport> }> {
  const session = context.session()
  const { title: name, content } = await session.database.request('dashboard/get', { dashboardId: wanted.dashboardId })
  const title = text('jobs.report', { title: literal(name), format: wanted.format.toUpperCase() })
  let report: WrittenReport | undefined
  const job = context.jobs.start('report', title, async ({ signal, started, progress }) => {
    started()
    const selected: Record<string, Int32Array> = {}
    for (const tile of content.tiles) {
      const rows = await rowsOfTile(session, tile.content, signal)
      if (rows) selected[tile.id] = Int32Array.from(rows)
    }
    report = await writeReport({ ...wanted, selected, workspace: session.path }, progress, signal, context.print)
    return { path: report.path }
  })
  const written = job.done.then(() => report as WrittenReport)
  written.catch(() => {})
  return { ...job, written }
}

/** Rows that a chart's condition in SQL selects, if it has one. */
export async function rowsOfTile(
  session: WorkspaceSession,
  content: TileContent,
  signal?: AbortSignal,
): Promise<ArrayLike<number> | undefined> {
  if (content.kind !== 'chart') return undefined
  // A chart that is gone is named where its tile is computed.
  const chart = await session.database.request('chart/get', { chartId: content.chartId }).catch(() => null)
  if (!chart?.spec.where) return undefined
  const { spec } = chart
  return (await withConditionEvaluated(session, { dataset: spec.dataset, where: spec.where }, signal)).rowIds
}

/** The dashboard of an id or a title. @throws dashboardUnknown, dashboardAmbiguous */
export async function findDashboard(session: WorkspaceSession, wanted: string): Promise<Dashboard> {
  const all = await session.database.request('dashboard/list', null)
  const byId = all.find(({ id }) => id === wanted)
  if (byId) return byId
  const [first, ...others] = all.filter(({ title }) => title.toLowerCase() === wanted.trim().toLowerCase())
  if (!first) throw failure('dashboardUnknown', { dashboard: wanted })
  if (others.length === 0) return first
  const ids = [first, ...others].map(({ id }) => id).join(', ')
  throw failure('dashboardAmbiguous', { dashboard: wanted, ids }, { parameter: 'name' })
}

/** Keeps the dashboard that suits a dataset, and the charts on it, named by what they show. @throws datasetUnknown */
export async function createProposedDashboard(
  { database }: WorkspaceSession,
  { dataset: wanted, language, title }: EngineRequest<'dashboard/propose'>,
): Promise<Dashboard> {
  const dataset = await database.request('dataset/get', { dataset: wanted })
  const say = (words: Text) => translate(words, language)
  const { metrics, charts, tables } = proposeDashboard(dataset)
  const drawn: TileContent[] = []
  for (const spec of charts) {
    const name = say(chartTitle({ ...spec, dataset: dataset.name }))
    drawn.push({ kind: 'chart', chartId: (await database.request('chart/save', { name, spec })).id })
  }
  const none: DashboardContent = { tiles: [], filters: [] }
  const content = [...metrics, ...drawn, ...tables].reduce((all, tile) => withTile(all, randomUUID(), tile), none)
  const named = title ?? say(text('dashboards.titleOf', { dataset: literal(dataset.name) })).slice(0, 200)
  return database.request('dashboard/save', { title: named, content: { ...content, tiles: tidy(content.tiles) } })
}
