import type { DrawnChart } from '@shared/charts/draw-chart'
import { columnsOf } from '@shared/conditions/condition-parts'
import type { TableElement } from '@shared/contract/result-elements'
import { literal, type Text, type Unit } from '@shared/contract/text'
import type { DashboardFilter, MetricContent, TableContent, TileContent } from '@shared/dashboard/dashboard'
import { type MetricValue, metricOf } from '@shared/dashboard/metric-of'
import { measureUnit, tableColumns, tableOf } from '@shared/dashboard/table-of'
import { type TileFilter, tileFilter } from '@shared/dashboard/tile-filter'
import { tileTitle } from '@shared/dashboard/tile-title'
import type { Column } from '@shared/dataset/column'
import { isoMilliseconds } from '@shared/dataset/iso-milliseconds'
import type { ColumnInfo } from '@shared/dataset/schema'
import { unitOf } from '@shared/dataset/unit-of'
import { readChart } from '../database/chart-store'
import { identifier, type ReadableDatabase } from '../database/connection'
import { columnIndex, type Revision, readDataset, readRevision } from '../database/dataset-store'
import { type ChartTask, drawDatasetChart, tabulateDatasetChart } from './draw-dataset-chart'
import { loadColumns } from './load-columns'
import { takenRows } from './taken-rows'

/** A tile to compute, under the filters of its dashboard. */
export interface TileTask {
  workspace: string
  content: TileContent
  filters: readonly DashboardFilter[]
  /** Rows that a chart's own condition in SQL has selected. */
  rowIds?: ArrayLike<number> | undefined
}

/** What every tile says of itself. */
interface TileFacts {
  title: Text
  datasetId: string
  dataset: string
  revision: number
  /** Filters of the dashboard that say nothing about this dataset. */
  ignored: number
}

export type TileView = TileFacts &
  (
    | { kind: 'chart'; spec: ChartTask['spec']; chart: DrawnChart }
    | ({ kind: 'metric'; unit: Unit } & MetricValue)
    | { kind: 'table'; table: TableElement }
  )

/**
 * Computes a tile on its dataset's current revision.
 * @throws chartUnknown, datasetUnknown, columnMissing, cancelled, what conditions refuse, what the tile asks for but cannot have
 */
export function drawTile(database: ReadableDatabase, task: TileTask, cancelled: () => boolean): TileView {
  const { content } = task
  if (content.kind === 'chart') {
    const { chart, facts } = chartTask(database, task, content.chartId)
    return { kind: 'chart', ...facts, spec: chart.spec, chart: drawDatasetChart(database, chart, cancelled) }
  }
  const { facts, revision, filter } = scopeOf(database, content.dataset, content.filter, task.filters)
  const titled = { ...facts, title: tileTitle(content, facts.dataset) }
  const units = (name: string) => unitOf(revision.columns.find((column) => column.name === name) ?? plain)
  const rows = takenRows(database, revision, { filter }, cancelled)
  const nRows = rows?.length ?? revision.nRows
  const load = (names: readonly string[]) => loadNamed(database, revision, names, rows, cancelled)
  if (content.kind === 'metric') {
    const until = lastMoment(database, revision, content, filter)
    const value = metricOf(content, load(metricColumns(content)), nRows, until)
    return { kind: 'metric', ...titled, unit: measureUnit(content, units), ...value }
  }
  const names = revision.columns.map(({ name }) => name)
  const table = tableOf(content, load(tableColumns(content, names)), nRows, units)
  return { kind: 'table', ...titled, table: { type: 'table', id: 'tile', title: titled.title, ...table } }
}

/** The numbers of a tile that is a chart, as a table; null for any other. @throws what `drawTile` throws */
export function tabulateTile(
  database: ReadableDatabase,
  task: TileTask,
  cancelled: () => boolean,
): { datasetId: string; element: TableElement } | null {
  if (task.content.kind !== 'chart') return null
  const { chart, facts } = chartTask(database, task, task.content.chartId)
  const element = { ...tabulateDatasetChart(database, chart, cancelled), title: facts.title }
  return { datasetId: facts.datasetId, element }
}

const plain: Pick<ColumnInfo, 'storage' | 'role'> = { storage: 'real', role: null }

function metricColumns({ column, by }: MetricContent): string[] {
  return [...new Set([...(column === undefined ? [] : [column]), ...(by ? [by.column] : [])])]
}

/**
 * The last moment that the data know of, with which an unfinished month is told from a whole one: of all rows, unless the
 * filter itself says something about dates.
 */
function lastMoment(
  database: ReadableDatabase,
  { columns, tableName }: Revision,
  { by }: MetricContent,
  filter: TileFilter['filter'],
): number | null {
  if (!by || (filter && columnsOf(filter).includes(by.column))) return null
  const place = columnIndex(columns, by.column)
  const last = database
    .prepare(`SELECT max(c${place}) FROM main.${identifier(tableName)}`)
    .pluck()
    .get()
  return typeof last === 'string' ? isoMilliseconds(last) : null
}

function chartTask(database: ReadableDatabase, { workspace, filters, rowIds }: TileTask, chartId: string) {
  const { spec, name } = readChart(database, chartId)
  const { facts, filter } = scopeOf(database, spec.dataset, spec.filter, filters)
  const { filter: _, ...rest } = spec
  const chart: ChartTask = { workspace, spec: filter === undefined ? rest : { ...rest, filter }, rowIds }
  return { chart, facts: { ...facts, title: literal(name) } }
}

function scopeOf(
  database: ReadableDatabase,
  dataset: string,
  own: TableContent['filter'],
  filters: readonly DashboardFilter[],
): { facts: Omit<TileFacts, 'title'>; revision: Revision } & Pick<TileFilter, 'filter'> {
  const { id, name } = readDataset(database, dataset)
  const revision = readRevision(database, id)
  const { filter, ignored } = tileFilter(own, filters, revision.columns)
  return { facts: { datasetId: id, dataset: name, revision: revision.number, ignored }, revision, filter }
}

function loadNamed(
  database: ReadableDatabase,
  revision: Revision,
  names: readonly string[],
  rows: Int32Array | null,
  cancelled: () => boolean,
): Column[] {
  const wanted = names.map((name) => ({ name, as: 'any' as const }))
  return wanted.length === 0 ? [] : loadColumns(database, revision, wanted, rows, cancelled)
}
