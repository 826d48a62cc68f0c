import { chartColumns } from '@shared/charts/chart-fields'
import type { ChartSpec } from '@shared/charts/chart-spec'
import { type DrawnChart, drawChart } from '@shared/charts/draw-chart'
import type { ReadableDatabase } from '../database/connection'
import { readRevision } from '../database/dataset-store'
import { loadColumns } from './load-columns'

/** A chart to draw: a dataset's rows, or those that a condition has selected. */
export interface ChartTask {
  workspace: string
  spec: ChartSpec
  rowIds?: ArrayLike<number> | undefined
}

/**
 * Draws a chart of a dataset's current revision.
 * @throws datasetUnknown, columnMissing, cancelled, and what the spec asks for but cannot have
 */
export function drawDatasetChart(
  database: ReadableDatabase,
  { spec, rowIds }: ChartTask,
  cancelled: () => boolean,
): DrawnChart {
  const revision = readRevision(database, spec.dataset)
  const wanted = chartColumns(spec, revision.columns).map((name) => ({ name, as: 'any' as const }))
  const rows = rowIds === undefined ? null : Int32Array.from(rowIds).sort()
  const drawn = drawChart(spec, loadColumns(database, revision, wanted, rows, cancelled))
  if (rows === null) return drawn
  // Points of a selection are rows of the dataset again.
  const rowIdsOf = (places: Int32Array) => Int32Array.from(places, (place) => rows[place] as number)
  return { ...drawn, rowIds: drawn.rowIds.map(rowIdsOf) }
}
