import { type ChartSpec, parseChartSpec } from '@shared/charts/chart-spec'
import { chartTitle } from '@shared/charts/chart-title'
import type { DrawnChart } from '@shared/charts/draw-chart'
import type { ChartTask } from '../worker/draw-dataset-chart'
import { withConditionEvaluated } from './select-rows'
import type { WorkspaceSession } from './workspace-session'

/**
 * Draws a chart in the reader's thread; its condition is evaluated in a process that can be killed.
 * @param seen the visible part, all of it when absent; and rows whose part of every mark is shown
 * @throws chartSpecInvalid, whereInvalid, and what drawing throws
 */
export async function drawSessionChart(
  session: WorkspaceSession,
  given: unknown,
  seen: Pick<ChartTask, 'viewport' | 'selected'> = {},
): Promise<{ spec: ChartSpec; chart: DrawnChart }> {
  const spec = parseChartSpec(given)
  const { dataset, where } = spec
  const { id, name } = await session.database.request('dataset/get', { dataset })
  const { rowIds } = await withConditionEvaluated(session, { dataset: id, where })
  const chart = await session.reader.drawChart({ ...seen, spec: { ...spec, dataset: id }, rowIds })
  const title = chartTitle({ ...spec, dataset: name })
  return { spec, chart: { ...chart, element: { ...chart.element, title } } }
}
