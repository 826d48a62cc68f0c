import { failure, toAppError } from '@shared/contract/app-error'
import type { ImportOptions } from '@shared/contract/import'
import { literal, type Text, text } from '@shared/contract/text'
import type { ColumnInfo, Grain } from '@shared/dataset/schema'
import { groupTables, type OpenedSource, type PlannedTable, type TableGroup } from './group-tables'
import { type ImportContext, importTable, type TableOutcome } from './import-table'
import { mergeFiles, modeOf } from './merge-files'
import type { ImportOutcome, ImportRequest, StagingPublish } from './messages'
import { type OpenedFile, openFile } from './open-file'
import { fitPlans } from './plan/fit-plans'
import { planTable, type TablePlan } from './plan/plan-table'
import { receiptOf } from './receipt-of'
import type { Merged } from './reimport-messages'
import { rememberedOf } from './remembered-of'
import { SourceFile } from './source-file'
import type { Table } from './table'
import type { ColumnSample } from './types/column-sample'

/** A group of tables that lies in unpublished revisions. */
interface LoadedGroup {
  tables: PlannedTable[]
  outcomes: TableOutcome[]
  /** Null where one file makes or replaces a dataset without anything to compare it with. */
  merged: Merged | null
}

/**
 * Imports files: every table that was chosen becomes a dataset, and those of several files with the same header become one; all of
 * them in one last transaction.
 * @throws what a file or the options are refused for, `cancelled`
 */
export async function importFile(request: ImportRequest, context: ImportContext): Promise<ImportOutcome[]> {
  const started = performance.now()
  const sources: OpenedSource[] = []
  const options = request.options ?? {}
  try {
    context.onProgress({ stage: 'inspect', fraction: null })
    for (const { path, file } of [request, ...(request.more ?? [])]) {
      const source = new SourceFile(path, file)
      sources.push({ source, opened: await openOrClose(source, options, context) })
      context.check()
    }
    return await importTables(request, sources, context, started)
  } finally {
    for (const { source, opened } of sources) {
      opened.close()
      source.close()
    }
  }
}

async function openOrClose(source: SourceFile, options: Partial<ImportOptions>, context: ImportContext) {
  try {
    return await openFile(source, options, context)
  } catch (thrown) {
    source.close()
    throw thrown
  }
}

async function importTables(
  request: ImportRequest,
  sources: readonly OpenedSource[],
  context: ImportContext,
  started: number,
): Promise<ImportOutcome[]> {
  const options = request.options ?? {}
  const planned = sources.flatMap((opened) => planAll(opened, options))
  const groups: LoadedGroup[] = []
  for (const group of groupTables(request, planned)) groups.push(await importGroup(group, request, context))
  for (const { source } of sources) source.verifyUnchanged()
  const hashes = new Map(sources.map(({ source, opened }) => [source, opened.sha256()]))
  for (const { source } of sources) source.verifyUnchanged()
  context.onProgress({ stage: 'publish', fraction: null })
  const durationMs = Math.round(performance.now() - started)
  const remembered = await rememberedOf(request, planned)
  const published = groups.map((group) =>
    group.tables.map((_, i) => ({ ...publication(group, i, options, hashes, durationMs), remembered })),
  )
  if (!options.dryRun) await context.target.publish(published.flat())
  return groups.map(({ outcomes, merged }, i) => receiptOf(outcomes, published[i] as StagingPublish[], merged))
}

/** Plans every table of a file; among several, those that hold no rows are left out. */
function planAll(source: OpenedSource, options: Partial<ImportOptions>): PlannedTable[] {
  const { tables } = source.opened
  const planned: PlannedTable[] = []
  let refused: unknown = failure('tableEmpty')
  for (const table of tables) {
    try {
      planned.push({ ...source, table, plan: planTable(table, options) })
    } catch (thrown) {
      const { code } = toAppError(thrown)
      if (tables.length === 1 || (code !== 'headerOnly' && code !== 'tableEmpty')) throw thrown
      refused = thrown
    }
  }
  if (planned.length === 0) throw refused
  return planned
}

/** Reads the tables of one dataset, each into a revision of its own, and puts them together where there is more than one side. */
async function importGroup(
  { name, tables }: TableGroup,
  request: ImportRequest,
  context: ImportContext,
): Promise<LoadedGroup> {
  const options = request.options ?? {}
  const mayReplace = request.dataset !== undefined || options.mode !== undefined || options.key !== undefined
  const base = mayReplace ? await context.target.base(name) : null
  const plans = fitPlans(
    tables.map(({ plan }) => plan),
    base && modeOf(options) !== 'replace' ? base.columns : [],
  )
  const outcomes: TableOutcome[] = []
  for (const [i, { table }] of tables.entries()) {
    const into = outcomes[0] ? { name: outcomes[0].begun.dataset, mayReplace: true } : { name, mayReplace }
    outcomes.push(await importTable(table, plans[i] as TablePlan, into, context))
  }
  if (outcomes.length > 1) await agreeOnTypes(tables, plans, outcomes, context)
  if (!base && outcomes.length === 1) return { tables, outcomes, merged: null }
  const files = tables.map(({ source }) => source.name)
  return { tables, outcomes, merged: await mergeFiles({ outcomes, files, base, options }, context) }
}

/** A column that proved to be text in one of the files is read once more as text in the others, so that every value stays as written. */
async function agreeOnTypes(
  tables: readonly PlannedTable[],
  plans: readonly TablePlan[],
  outcomes: TableOutcome[],
  context: ImportContext,
): Promise<void> {
  const texts = new Set(outcomes.flatMap(({ columns }) => columns.filter(isText).map(({ name }) => name)))
  for (const [i, { table }] of tables.entries()) {
    const outcome = outcomes[i] as TableOutcome
    if (!outcome.columns.some((column) => texts.has(column.name) && !isText(column))) continue
    const columns = (plans[i] as TablePlan).columns.map((column) =>
      texts.has(column.name) ? { ...column, storage: 'text' as const, pinned: true, mayWiden: false } : column,
    )
    outcomes[i] = await importTable(table, { ...(plans[i] as TablePlan), columns }, outcome.begun, context)
  }
}

function isText({ storage }: ColumnInfo): boolean {
  return storage === 'text'
}

function publication(
  { tables, outcomes, merged }: LoadedGroup,
  i: number,
  options: Partial<ImportOptions>,
  hashes: ReadonlyMap<SourceFile, string>,
  durationMs: number,
): Omit<StagingPublish, 'remembered'> {
  const { source, opened, table, plan } = tables[i] as PlannedTable
  const { rowsRead, rowsImported, rowsRejected, columns, begun, warnings, reading } = outcomes[i] as TableOutcome
  const refused = merged?.refused[i] ?? 0
  return {
    revisionId: begun.revisionId,
    columns,
    mode: modeOf(options),
    ...meaningOf(columns, plan),
    receipt: {
      file: source.name,
      sheet: table.sheet,
      bytes: source.bytes,
      sha256: hashes.get(source) ?? '',
      options,
      rowsRead,
      rowsImported: rowsImported - refused,
      rowsRejected: rowsRejected + refused,
      encoding: opened.delimited?.encoding.value ?? null,
      delimiter: opened.delimited?.dialect.dialect.delimiter ?? null,
      durationMs,
      reading,
      warnings: [...warnings, ...fileWarnings(opened, table, options), ...hiddenWarning(table, plan)],
    },
  }
}

/** What is to be said about the file as a whole. */
function fileWarnings({ sheets, delimited }: OpenedFile, table: Table, { sheet }: Partial<ImportOptions>): Text[] {
  const hidden = sheets.filter((candidate) => candidate.hidden && candidate.name !== table.sheet).length
  const controls = delimited?.table.controls ?? 0
  return [
    ...(controls > 0 ? [text('import-reasons.warnings.controls', { count: controls })] : []),
    ...(hidden > 0 && sheet === undefined ? [text('import-reasons.warnings.hiddenSheets', { count: hidden })] : []),
  ]
}

/** Columns that the sheet hides are imported like others, and named. */
function hiddenWarning({ hiddenColumns }: Table, plan: TablePlan): Text[] {
  const names = plan.columns.filter(({ source }) => hiddenColumns?.has(source)).map(({ name }) => literal(name))
  return names.length === 0
    ? []
    : [text('import-reasons.warnings.hiddenColumns', { columns: names, count: names.length })]
}

/** What one row seems to stand for, by the roles of the columns and by whether each customer stands in one row only. */
function meaningOf(columns: readonly ColumnInfo[], plan: TablePlan): { grain: Grain; customerKey: string | null } {
  const byRole = new Map(columns.map((column) => [column.role, column]))
  const customerKey = byRole.get('customer')?.name ?? null
  return { grain: grainOf(byRole, plan), customerKey }
}

function grainOf(byRole: ReadonlyMap<ColumnInfo['role'], ColumnInfo>, plan: TablePlan): Grain {
  const customer = plan.columns.find((column) => column.role === 'customer')?.sample
  if (customer && hardlyRepeats(customer)) return 'customer'
  if (byRole.has('text') && !byRole.has('amount')) return 'message'
  if (byRole.has('order')) return byRole.has('product') || byRole.has('quantity') ? 'order-line' : 'order'
  if (byRole.has('date') && customer) return byRole.has('amount') ? 'order' : 'visit'
  return customer ? 'customer' : 'other'
}

/** At most one in a hundred of the sampled values stands more than once. */
function hardlyRepeats({ distinct }: ColumnSample): boolean {
  let counted = 0
  for (const count of distinct.values()) counted += count
  return distinct.size >= 20 && distinct.size >= counted * 0.99
}
