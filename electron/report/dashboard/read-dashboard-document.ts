import path from 'node:path'
import { describeCondition } from '@shared/conditions/describe-condition'
import { failure, toAppError } from '@shared/contract/app-error'
import type { TableElement } from '@shared/contract/result-elements'
import { literal, quantity, type Text, text } from '@shared/contract/text'
import type { Place, Tile } from '@shared/dashboard/dashboard'
import { spanWords } from '@shared/dashboard/span-words'
import type { ReadableDatabase } from '../../database/connection'
import { readDashboard } from '../../database/dashboard-store'
import { listDatasets, readRevision } from '../../database/dataset-store'
import { readSettings } from '../../database/setting-store'
import { drawTile, type TileTask, type TileView, tabulateTile } from '../../worker/dashboard-tile'
import type { ReportDocument, ReportPart } from '../document/report-document'
import type { ReportHooks } from '../read/read-document'
import { readSource } from '../read/read-source'
import type { DashboardRequest } from './dashboard-request'

/** Pixels of a row of the page's grid with its gap, and what title and edges of a tile take of them. */
const rowPixels = 68
const headPixels = 64

/** A tile as every format writes it. */
export interface WrittenTile {
  id: string
  place: Place
  part: ReportPart
}

/** A dashboard as data: what every format writes. */
export interface DashboardDocument
  extends Pick<
    ReportDocument,
    'title' | 'language' | 'currency' | 'workspace' | 'appVersion' | 'createdAt' | 'sources'
  > {
  /** What its filters say. */
  filters: readonly Text[]
  tiles: readonly WrittenTile[]
}

/**
 * Reads a dashboard with everything it shows. A tile that cannot be computed says why in its place.
 * @throws dashboardUnknown, cancelled
 */
export function readDashboardDocument(
  database: ReadableDatabase,
  request: DashboardRequest,
  hooks: ReportHooks,
): DashboardDocument {
  const { title, content } = readDashboard(database, request.dashboardId)
  const { filters, tiles } = content
  const datasets = new Set<string>()
  const written = tiles.toSorted(byPlace).map((tile, index) => {
    if (hooks.cancelled()) throw failure('cancelled')
    hooks.onChapter(index, tiles.length)
    const task = { workspace: request.workspace, content: tile.content, filters, rowIds: request.selected[tile.id] }
    const part = partOf(
      () => partsOf(database, task, tile, request.format === 'xlsx', datasets, hooks.cancelled),
      tile.id,
    )
    return { id: tile.id, place: tile.place, part }
  })
  const names = new Map(listDatasets(database).map(({ id, name }) => [id, name]))
  return {
    title,
    language: request.language,
    currency: readSettings(database).currency,
    workspace: path.basename(request.workspace, path.extname(request.workspace)),
    appVersion: hooks.appVersion,
    createdAt: hooks.now,
    filters: filters
      .filter(({ enabled }) => enabled)
      .map(({ condition }) => describeCondition(condition, (id) => names.get(id) ?? id)),
    tiles: written,
    sources: [...datasets].map((id) => readSource(database, readRevision(database, id).id)),
  }
}

const byPlace = (a: Tile, b: Tile) => a.place.y - b.place.y || a.place.x - b.place.x

function partOf(make: () => ReportPart, id: string): ReportPart {
  try {
    return make()
  } catch (thrown) {
    const { code, message } = toAppError(thrown)
    if (code === 'cancelled') throw thrown
    return { type: 'notice', id, level: 'error', text: message }
  }
}

function partsOf(
  database: ReadableDatabase,
  task: TileTask,
  { id, place }: Tile,
  asTables: boolean,
  datasets: Set<string>,
  cancelled: () => boolean,
): ReportPart {
  if (asTables && task.content.kind === 'chart') return chartNumbers(database, task, id, datasets, cancelled)
  const view = drawTile(database, task, cancelled)
  datasets.add(view.datasetId)
  return viewPart(view, id, place)
}

/** A workbook has a chart's numbers in place of its picture. */
function chartNumbers(
  database: ReadableDatabase,
  task: TileTask,
  id: string,
  datasets: Set<string>,
  cancelled: () => boolean,
): TableElement {
  const table = tabulateTile(database, task, cancelled)
  if (table === null) throw new Error('A chart without numbers.')
  datasets.add(table.datasetId)
  return { ...table.element, id }
}

function viewPart(view: TileView, id: string, { h }: Place): ReportPart {
  if (view.kind === 'table') return { ...view.table, id }
  if (view.kind === 'metric') {
    const { title, value, unit, span, before } = view
    const hint =
      span === null ? undefined : text('dashboards.since', { span: spanWords(span), before: quantity(before, unit) })
    return { type: 'metric', id, label: title, value, unit, ...(hint ? { hint } : {}) }
  }
  const { data, layout, reduced } = view.chart
  const height = h * rowPixels - headPixels
  return {
    type: 'figure',
    id,
    title: view.title,
    caption: ignoredLine(view),
    height,
    data,
    layout,
    choices: [],
    reduced,
  }
}

function ignoredLine({ ignored, dataset }: TileView): Text | null {
  return ignored > 0 ? text('dashboards.ignored', { count: ignored, dataset: literal(dataset) }) : null
}
