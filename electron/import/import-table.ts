import { failure } from '@shared/contract/app-error'
import type { Reject } from '@shared/contract/import'
import type { Progress } from '@shared/contract/run-events'
import { type Text, text } from '@shared/contract/text'
import type { ColumnInfo, StorageType } from '@shared/dataset/schema'
import { makeUnique } from './header/column-names'
import type { StagingBegun } from './messages'
import { isDiskFull } from './parts/disk-errors'
import { PartFeed } from './parts/part-feed'
import { MAX_COLUMNS, type PlannedColumn, type TablePlan } from './plan/plan-table'
import { type Reading, readingOf } from './rejects/reading'
import { Retype, RowTyper } from './rows/row-typer'
import type { StagingTarget } from './staging-client'
import type { Table } from './table'
import { ColumnSample } from './types/column-sample'
import { MissingTokens } from './types/missing-tokens'

const REJECTS_AT_ONCE = 500
const PROGRESS_MS = 120

export interface ImportContext {
  target: StagingTarget
  partsFolder: string
  onProgress(progress: Progress): void
  /** Throws `cancelled` when the import is not wanted any more. */
  check(): void
}

export interface TableOutcome {
  begun: StagingBegun
  rowsRead: number
  rowsImported: number
  rowsRejected: number
  warnings: Text[]
  reading: Reading
  columns: ColumnInfo[]
  /** Where rows stand in the file: from `rowId` on, the row of the file is the row id plus `offset`. */
  rowOffsets: { rowId: number; offset: number }[]
}

/**
 * Brings one table into an unpublished revision. When a column proves to be of another type than its sample said, the rows so far are
 * dropped and the table is read once more with that column retyped: nothing is lost to a wrong guess.
 * @param into the dataset by name, or a revision that was begun and starts again
 */
export async function importTable(
  table: Table,
  plan: TablePlan,
  into: { name: string; mayReplace: boolean } | StagingBegun,
  context: ImportContext,
): Promise<TableOutcome> {
  const storages = storagesOf(plan)
  const begun =
    'revisionId' in into
      ? into
      : await context.target.begin({ dataset: into.name, mayReplace: into.mayReplace, storages })
  if (begun === into) await context.target.discard(begun.revisionId, storages)
  let current = plan
  for (;;) {
    try {
      return await readInto(table, current, begun, context)
    } catch (thrown) {
      if (!(thrown instanceof Retype)) throw thrown
      current = widened(retyped(current, thrown.storages), thrown.width)
      await context.target.discard(begun.revisionId, storagesOf(current))
    }
  }
}

function storagesOf(plan: TablePlan): StorageType[] {
  return plan.columns.map(({ storage }) => storage)
}

function retyped(plan: TablePlan, storages: ReadonlyMap<number, StorageType>): TablePlan {
  const columns = plan.columns.map((column, j) => {
    const storage = storages.get(j)
    if (storage === undefined) return column
    const measureType = storage === 'text' ? 'nominal' : storage === 'real' ? 'continuous' : 'time'
    return { ...column, storage, measureType: column.measureType === 'id' ? 'id' : measureType } as typeof column
  })
  return { ...plan, columns }
}

/** Cells beyond the sample's last column: what they are called and mean, nobody said. */
function widened(plan: TablePlan, width: number): TablePlan {
  if (width <= plan.width) return plan
  if (width > MAX_COLUMNS)
    throw failure('tooManyColumns', { count: width, limit: MAX_COLUMNS }, { parameter: 'columns' })
  const names = makeUnique([
    ...plan.columns.map(({ name }) => name),
    ...Array.from({ length: width - plan.width }, () => ''),
  ])
  const added = Array.from({ length: width - plan.width }, (_, i): PlannedColumn => {
    const source = plan.width + i
    const sample = new ColumnSample()
    const missing = new MissingTokens(plan.missingTokens)
    const name = names[plan.columns.length + i] as string
    return {
      source,
      name,
      storage: 'text',
      likely: 'text',
      measureType: 'nominal',
      role: null,
      confidence: 0,
      compactDates: false,
      missing,
      sample,
      warnings: [],
      drop: false,
      pinned: true,
    }
  })
  return { ...plan, width, columns: [...plan.columns, ...added] }
}

async function readInto(
  table: Table,
  plan: TablePlan,
  begun: StagingBegun,
  context: ImportContext,
): Promise<TableOutcome> {
  const feed = new PartFeed(context.partsFolder, storagesOf(plan), context.target, begun.revisionId)
  let rejects: Reject[] = []
  const rowOffsets: TableOutcome['rowOffsets'] = []
  const typer = new RowTyper(
    plan,
    (rowId, row, place) => {
      if (rowOffsets.at(-1)?.offset !== place - rowId) rowOffsets.push({ rowId, offset: place - rowId })
      feed.add(rowId, row)
    },
    (reject) => rejects.push(reject),
  )
  const report = progressReporter(typer, context)
  const flush = async (): Promise<void> => {
    if (rejects.length === 0) return
    const batch = rejects
    rejects = []
    await context.target.reject(begun.revisionId, batch)
  }
  try {
    for await (const { fraction } of table.read((row) => typer.accept(row))) {
      context.check()
      typer.checkTypes(false)
      await feed.settle()
      if (rejects.length >= REJECTS_AT_ONCE) await flush()
      report(fraction)
    }
    typer.finish()
    await flush()
    await feed.finish()
    context.check()
  } catch (thrown) {
    await feed.abandon()
    throw isDiskFull(thrown) ? failure('diskFull') : thrown
  }
  return { ...outcomeOf(typer, plan, begun, table), rowOffsets }
}

function outcomeOf(
  typer: RowTyper,
  plan: TablePlan,
  begun: StagingBegun,
  table: Table,
): Omit<TableOutcome, 'rowOffsets'> {
  const { rowsRead, rowsImported, rowsRejected } = typer
  const columns = plan.columns.map(({ name, storage, measureType, role }, j) => ({
    name,
    storage,
    measureType,
    role,
    missing: typer.missing[j] as number,
  }))
  return {
    begun,
    rowsRead,
    rowsImported,
    rowsRejected,
    columns,
    warnings: warningsOf(typer),
    reading: readingOf(plan, table.dialect ?? null),
  }
}

/** What was done so that rows could be read, and what was passed over. */
function warningsOf({ blankRows, shortRows, repaired }: RowTyper): Text[] {
  return [
    ...(blankRows > 0 ? [text('import-reasons.warnings.blankRows', { count: blankRows })] : []),
    ...(shortRows > 0 ? [text('import-reasons.warnings.shortRows', { count: shortRows })] : []),
    ...[...repaired].map(([how, count]) => text(`import-reasons.repair.${how}`, { count })),
  ]
}

function progressReporter(typer: RowTyper, { onProgress }: ImportContext): (fraction: number | null) => void {
  const started = performance.now()
  let last = 0
  return (fraction) => {
    const now = performance.now()
    if (now - last < PROGRESS_MS) return
    last = now
    const remainingMs = fraction === null || fraction < 0.01 ? null : ((now - started) * (1 - fraction)) / fraction
    onProgress({
      stage: 'import',
      fraction,
      rowsRead: typer.rowsRead,
      rowsRejected: typer.rowsRejected,
      ...(remainingMs === null ? {} : { remainingMs: Math.round(remainingMs) }),
    })
  }
}
