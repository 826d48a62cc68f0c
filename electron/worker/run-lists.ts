import { failure } from '@shared/contract/app-error'
import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { ListReference } from '@shared/contract/list-reference'
import type { TableElement } from '@shared/contract/result-elements'
import { NO_LABEL } from '@shared/dataset/column'
import { fieldAt, isRecords, type Records } from '@shared/dataset/records'
import { translate } from '@shared/locales/translate'
import type { MethodInput } from '@shared/methods/define-method'
import { orderRecords, recordCells, searchRecords } from '@shared/transactions/record-list'
import { identifier, type ReadableDatabase } from '../database/connection'
import { columnIndex, readRevisionById } from '../database/dataset-store'
import type { Cell } from '../export/row-source'
import { plainCell, writeList } from '../export/write-list'
import { checkColumns } from './check-columns'
import { LeastRecentlyUsed } from './least-recently-used'
import { loadColumns } from './load-columns'
import { type OpenedRun, presentContext, presentRun } from './present-run'

type ListQuery = Pick<EngineRequest<'list/window'>, 'runId' | 'elementId' | 'sort' | 'search'>

/** The list to write, and where. */
export type ListFile = Omit<EngineRequest<'list/export'>, 'token'> & { path: string }

const ordersKept = 8
const rowsPerBatch = 1000
/** Most rows of the dataset that are named as the source of a number. */
const mostSourceRows = 1000
/** Most rows of one customer that a formula is written out for. */
const mostOwnRows = 100_000

interface List {
  element: TableElement
  reference: ListReference
  records: Records
}

/** The long lists of stored results, window by window, and why a row has its numbers. Orders are kept, results are not changed. */
export class RunLists {
  private readonly orders = new LeastRecentlyUsed<string, Int32Array>(ordersKept)

  /** @throws listUnknown */
  window(
    database: ReadableDatabase,
    run: OpenedRun,
    { start, count, ...query }: EngineRequest<'list/window'>,
  ): EngineResponse<'list/window'> {
    const { element, reference, records } = listOf(run, query.elementId)
    const order = this.orderOf(database, records, element, query)
    const positions = Array.from(order.subarray(start, start + count))
    const rows = positions.map((row) => recordCells(records, element.columns, reference, row))
    return { total: order.length, start, positions, rows }
  }

  /** @throws listUnknown */
  explain(
    database: ReadableDatabase,
    run: OpenedRun,
    { elementId, position }: EngineRequest<'list/explain'>,
  ): EngineResponse<'list/explain'> {
    const { records } = listOf(run, elementId)
    const id = records.fields['id']
    const customer = id && position < records.nRows ? fieldAt(id, position) : null
    const rowIds = customer === null ? null : rowsOfCustomer(database, run, customer)
    const { request, diagnostics, segmentNames, dataset, revision } = run.summary
    const context = presentContext(run.method, request, diagnostics, segmentNames)
    const own = rowIds && rowIds.length <= mostOwnRows ? ownRows(database, run, rowIds) : null
    const elements = run.method.explain?.(run.result, position, context, own) ?? []
    const hasSource = rowIds !== null && dataset !== null && revision !== null
    const source = hasSource
      ? { dataset, revision, rowIds: Array.from(rowIds.subarray(0, mostSourceRows)), count: rowIds.length }
      : null
    return { elements: elements as EngineResponse<'list/explain'>['elements'], source }
  }

  /** Writes the whole list to a file; answers the number of rows. */
  write(
    database: ReadableDatabase,
    run: OpenedRun,
    { path, format, language, ...query }: ListFile,
    cancelled?: () => boolean,
  ): Promise<number> {
    const { element, reference, records } = listOf(run, query.elementId)
    const order = this.orderOf(database, records, element, query)
    function* batches(): Generator<Cell[][]> {
      for (let start = 0; start < order.length; start += rowsPerBatch) {
        yield Array.from(order.subarray(start, start + rowsPerBatch), (row) =>
          recordCells(records, element.columns, reference, row).map((cell) =>
            plainCell(cell, (words) => translate(words, language)),
          ),
        )
      }
    }
    const columns = element.columns.map(({ id, label, unit }) => ({
      name: translate(label, language),
      storage: unit === undefined || id === 'id' ? ('text' as const) : ('real' as const),
    }))
    return writeList({ columns, count: order.length, batches: batches() }, path, format, cancelled)
  }

  private orderOf(database: ReadableDatabase, records: Records, element: TableElement, query: ListQuery): Int32Array {
    const { runId, elementId, sort = null, search = '' } = query
    const first = element.columns.find(({ id }) => id === 'id')?.id ?? element.columns[0]?.id ?? 'id'
    const usual = element.list?.sortBy === undefined ? null : { column: element.list.sortBy, descending: true }
    const key = JSON.stringify([database.name, runId, elementId, sort, search])
    return this.orders.get(key, () => searchRecords(records, orderRecords(records, sort ?? usual), first, search))
  }
}

function listOf(run: OpenedRun, elementId: string): List {
  const element = presentRun(run).find(({ id }) => id === elementId)
  const reference = element?.type === 'table' ? element.list : undefined
  const records = reference && (run.result as Record<string, unknown>)[reference.$result]
  if (element?.type !== 'table' || !reference || !isRecords(records)) {
    throw failure('listUnknown', { list: elementId, run: run.summary.id })
  }
  return { element, reference, records }
}

/**
 * Rows of the dataset with that customer, among those the run took; null when the run had no customer column, or when it
 * took some rows only and did not note which.
 */
function rowsOfCustomer(database: ReadableDatabase, run: OpenedRun, customer: string | number): Int32Array | null {
  const given = run.summary.request.columns?.['customer']
  const name = given === undefined || given === '' ? undefined : [given].flat()[0]
  if (run.revisionId === null || name === undefined) return null
  const { where, segment } = run.summary.request
  const labels: unknown = run.method.segmentLabels && (run.result as Record<string, unknown>)[run.method.segmentLabels]
  const taken = labels instanceof Int32Array ? labels : null
  if (!taken && (where || segment)) return null
  const revision = readRevisionById(database, run.revisionId)
  const column = `c${columnIndex(revision.columns, name)}`
  const table = `main.${identifier(revision.tableName)}`
  const found = database
    .prepare(`SELECT _row FROM ${table} WHERE ${column} = ? ORDER BY _row`)
    .pluck()
    .all(customer) as number[]
  return Int32Array.from(taken ? found.filter((row) => taken[row] !== NO_LABEL) : found)
}

/** What `compute` would get for these rows alone. */
function ownRows(database: ReadableDatabase, run: OpenedRun, rowIds: Int32Array): MethodInput | null {
  const { revisionId, method, summary } = run
  if (revisionId === null || rowIds.length === 0) return null
  const revision = readRevisionById(database, revisionId)
  const roles = checkColumns(method, summary.request.columns ?? {})
  const columns = Object.entries(roles).map(([role, wanted]) => [
    role,
    loadColumns(database, revision, wanted, rowIds, () => false),
  ])
  return { nRows: rowIds.length, rowIds, columns: Object.fromEntries(columns) }
}
