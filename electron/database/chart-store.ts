import { randomUUID } from 'node:crypto'
import { type ChartSpec, chartSpecSchema } from '@shared/charts/chart-spec'
import { failure } from '@shared/contract/app-error'
import type { Chart } from '@shared/contract/chart-channels'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'
import { readDataset } from './dataset-store'

interface ChartRow {
  id: string
  name: string
  dataset_id: string
  dataset: string
  spec: string
  seen_revision: number
  current: number
  created_at: string
  updated_at: string
}

const chartQuery = `
  SELECT chart.id, chart.name, chart.dataset_id, dataset.name AS dataset, spec, seen_revision, revision.number AS current,
    chart.created_at, updated_at
  FROM chart JOIN dataset ON dataset.id = chart.dataset_id JOIN revision ON revision.id = current_revision`

function toChart(row: ChartRow): Chart {
  return {
    id: row.id,
    name: row.name,
    datasetId: row.dataset_id,
    dataset: row.dataset,
    spec: chartSpecSchema.parse(JSON.parse(row.spec)),
    revision: row.seen_revision,
    stale: row.seen_revision !== row.current,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** Charts in view, the one changed last first. */
export function listCharts(database: ReadableDatabase): Chart[] {
  const sql = `${chartQuery} WHERE chart.removed_at IS NULL AND dataset.removed_at IS NULL
    ORDER BY updated_at DESC, chart.rowid DESC`
  return prepared<ChartRow>(database, sql).all().map(toChart)
}

/** A chart by id, removed ones too. @throws chartUnknown */
export function readChart(database: ReadableDatabase, chartId: string): Chart {
  const row = prepared<ChartRow>(database, `${chartQuery} WHERE chart.id = ?`).get(chartId)
  if (!row) throw failure('chartUnknown', { chart: chartId })
  return toChart(row)
}

/** What is kept of a chart; its dataset may be named or given by id. */
export interface ChartToSave {
  chartId?: string | undefined
  name: string
  spec: ChartSpec
}

/** Keeps a new chart, or changes the one with that id. @throws chartUnknown, datasetUnknown */
export function saveChart(database: WritableDatabase, { chartId, name, spec }: ChartToSave): Chart {
  const dataset = readDataset(database, spec.dataset)
  const now = new Date().toISOString()
  const values = {
    id: chartId ?? randomUUID(),
    dataset: dataset.id,
    name: name.trim(),
    spec: JSON.stringify({ ...spec, dataset: dataset.id }),
    revision: dataset.revision,
    now,
  }
  if (chartId === undefined) {
    const sql = `INSERT INTO chart (id, dataset_id, name, spec, seen_revision, created_at, updated_at)
      VALUES (@id, @dataset, @name, @spec, @revision, @now, @now)`
    prepared(database, sql).run(values)
  } else {
    readChart(database, chartId)
    const sql = `UPDATE chart SET dataset_id = @dataset, name = @name, spec = @spec, seen_revision = @revision,
      updated_at = @now WHERE id = @id`
    prepared(database, sql).run(values)
  }
  return readChart(database, values.id)
}

/** @throws chartUnknown */
export function renameChart(database: WritableDatabase, chartId: string, name: string): Chart {
  const { spec } = readChart(database, chartId)
  const sql = 'UPDATE chart SET name = ?, spec = ?, updated_at = ? WHERE id = ?'
  const titled = { ...spec, title: name.trim() }
  prepared(database, sql).run(name.trim(), JSON.stringify(titled), new Date().toISOString(), chartId)
  return readChart(database, chartId)
}

/** The chart has been looked at with its dataset's current revision. @throws chartUnknown */
export function markChartSeen(database: WritableDatabase, chartId: string): Chart {
  const sql = `UPDATE chart SET seen_revision = (SELECT number FROM dataset JOIN revision ON revision.id = current_revision
    WHERE dataset.id = chart.dataset_id) WHERE id = ?`
  readChart(database, chartId)
  prepared(database, sql).run(chartId)
  return readChart(database, chartId)
}

/** Takes a chart out of view, or brings it back. @throws chartUnknown */
export function setChartRemoved(database: WritableDatabase, chartId: string, removed: boolean): Chart {
  const chart = readChart(database, chartId)
  const sql = 'UPDATE chart SET removed_at = ? WHERE id = ?'
  prepared(database, sql).run(removed ? new Date().toISOString() : null, chartId)
  return chart
}

/** Makes removals of dashboards final, then those of charts that no dashboard shows. */
export function purgeCharts(database: WritableDatabase): void {
  database.transaction(() => {
    database.prepare('DELETE FROM dashboard WHERE removed_at IS NOT NULL').run()
    const sql = `DELETE FROM chart WHERE removed_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM dashboard WHERE instr(content, chart.id) > 0)`
    database.prepare(sql).run()
  })()
}
