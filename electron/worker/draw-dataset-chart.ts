import { type Mark, rowsOfMarks } from '@shared/charts/behind'
import { chartColumns, type UnitOfColumn } from '@shared/charts/chart-fields'
import type { ChartSpec } from '@shared/charts/chart-spec'
import { chartTable } from '@shared/charts/chart-table'
import { type DrawnChart, drawChart } from '@shared/charts/draw-chart'
import type { TableElement } from '@shared/contract/result-elements'
import type { Column } from '@shared/dataset/column'
import { RowSet } from '@shared/dataset/row-set'
import { unitOf } from '@shared/dataset/unit-of'
import type { Viewport } from '@shared/figures/resolve-figure'
import type { Maps } from '@shared/maps/region-map'
import type { ReadableDatabase } from '../database/connection'
import { type Revision, readRevision } from '../database/dataset-store'
import { loadColumns } from './load-columns'
import { readMaps } from './read-maps'
import { takenRows } from './taken-rows'

/** A chart to draw: a dataset's rows, or those that a condition has selected. */
export interface ChartTask {
  workspace: string
  spec: ChartSpec
  rowIds?: ArrayLike<number> | undefined
  /** The visible part; all of it when absent. */
  viewport?: Viewport | undefined
  /** Dataset rows whose part of every mark is shown. */
  selected?: Int32Array | undefined
}

interface Loaded {
  revision: Revision
  columns: Column[]
  /** Dataset rows behind the positions; null when they are the same. */
  rows: Int32Array | null
}

function load(database: ReadableDatabase, { spec, rowIds }: ChartTask, cancelled: () => boolean): Loaded {
  const revision = readRevision(database, spec.dataset)
  const wanted = chartColumns(spec, revision.columns).map((name) => ({ name, as: 'any' as const }))
  const rows = takenRows(database, revision, { filter: spec.filter, rowIds }, cancelled)
  return { revision, rows, columns: loadColumns(database, revision, wanted, rows, cancelled) }
}

/**
 * Draws a chart of a dataset's current revision.
 * @throws datasetUnknown, columnMissing, cancelled, what conditions refuse, and what the spec asks for but cannot have
 */
export function drawDatasetChart(database: ReadableDatabase, task: ChartTask, cancelled: () => boolean): DrawnChart {
  const { columns, rows, revision } = load(database, task, cancelled)
  const drawn = drawChart(task.spec, columns, mapsFor(task.spec), {
    viewport: task.viewport,
    unitOf: unitsOf(revision),
    isSelected: selectionOf(task, rows),
  })
  // What is behind marks stays here: it is as long as the data.
  if (rows === null) return { ...drawn, behind: [] }
  // Points of a selection are rows of the dataset again.
  const rowIdsOf = (places: Int32Array) => Int32Array.from(places, (place) => rows[place] as number)
  return { ...drawn, rowIds: drawn.rowIds.map(rowIdsOf), behind: [] }
}

/** Dataset rows behind marks that stand for rows, ascending. @throws what drawing the chart throws */
export function rowsBehindMarks(
  database: ReadableDatabase,
  task: ChartTask & { marks: readonly Mark[] },
  cancelled: () => boolean,
): Int32Array<ArrayBuffer> {
  const { columns, rows } = load(database, task, cancelled)
  const found = rowsOfMarks(drawChart(task.spec, columns, mapsFor(task.spec)).behind, task.marks)
  return rows === null ? found : found.map((place) => rows[place] as number)
}

function selectionOf({ selected }: ChartTask, rows: Int32Array | null) {
  if (selected === undefined) return undefined
  const set = new RowSet(selected)
  return (place: number) => set.has(rows === null ? place : (rows[place] as number))
}

/** The numbers of the same chart. */
export function tabulateDatasetChart(
  database: ReadableDatabase,
  task: ChartTask,
  cancelled: () => boolean,
): TableElement {
  const { revision, columns, rows } = load(database, task, cancelled)
  return chartTable(task.spec, columns, unitsOf(revision), rows ?? undefined, mapsFor(task.spec))
}

function unitsOf({ columns }: Revision): UnitOfColumn {
  const units = new Map(columns.map((column) => [column.name, unitOf(column)]))
  return (name) => units.get(name) ?? 'number'
}

function mapsFor({ type }: ChartSpec): Maps | null {
  return type === 'map' ? readMaps() : null
}
