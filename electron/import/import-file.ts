import path from 'node:path'
import { failure, toAppError } from '@shared/contract/app-error'
import type { ImportOptions } from '@shared/contract/import'
import { type Text, text } from '@shared/contract/text'
import type { ColumnInfo, Grain } from '@shared/dataset/schema'
import { type ImportContext, importTable, type TableOutcome } from './import-table'
import type { ImportOutcome, ImportRequest, StagingPublish } from './messages'
import { type OpenedFile, openFile } from './open-file'
import { planTable, type TablePlan } from './plan/plan-table'
import { SourceFile } from './source-file'
import type { Table } from './table'
import type { ColumnSample } from './types/column-sample'

/**
 * Imports a file: every table that was chosen becomes a dataset, all of them in one last transaction.
 * @throws what the file or the options are refused for, `cancelled`
 */
export async function importFile(request: ImportRequest, context: ImportContext): Promise<ImportOutcome[]> {
  const started = performance.now()
  const source = new SourceFile(request.path, request.file)
  let opened: OpenedFile | null = null
  try {
    const options = request.options ?? {}
    context.onProgress({ stage: 'inspect', fraction: null })
    opened = await openFile(source, options, context)
    return await importTables(request, source, opened, context, started)
  } finally {
    opened?.close()
    source.close()
  }
}

async function importTables(
  request: ImportRequest,
  source: SourceFile,
  opened: OpenedFile,
  context: ImportContext,
  started: number,
): Promise<ImportOutcome[]> {
  const options = request.options ?? {}
  const planned = planAll(opened.tables, options)
  const outcomes: { table: Table; plan: TablePlan; outcome: TableOutcome }[] = []
  for (const { table, plan } of planned) {
    const name = request.dataset && planned.length === 1 ? request.dataset : datasetName(request, source, table, opened)
    const outcome = await importTable(table, plan, { name, mayReplace: request.dataset !== undefined }, context)
    outcomes.push({ table, plan, outcome })
  }
  source.verifyUnchanged()
  const sha256 = opened.sha256()
  source.verifyUnchanged()
  context.onProgress({ stage: 'publish', fraction: null })
  const durationMs = performance.now() - started
  const published = outcomes.map(({ table, plan, outcome }) => ({
    ...publication(outcome, table, opened, source, options, sha256, durationMs),
    ...meaningOf(outcome.columns, plan),
  }))
  await context.target.publish(published)
  return outcomes.map(({ outcome }, i) => receiptOf(outcome, published[i] as StagingPublish))
}

/** Plans every table; among several, those that hold no rows are left out. */
function planAll(tables: readonly Table[], options: Partial<ImportOptions>): { table: Table; plan: TablePlan }[] {
  const planned: { table: Table; plan: TablePlan }[] = []
  let refused: unknown = failure('tableEmpty')
  for (const table of tables) {
    try {
      planned.push({ table, plan: planTable(table, options) })
    } catch (thrown) {
      const { code } = toAppError(thrown)
      if (tables.length === 1 || (code !== 'headerOnly' && code !== 'tableEmpty')) throw thrown
      refused = thrown
    }
  }
  if (planned.length === 0) throw refused
  return planned
}

/** The file's name without its ending; with several tables, each has its sheet's name. */
function datasetName(request: ImportRequest, source: SourceFile, table: Table, opened: OpenedFile): string {
  const base =
    request.dataset ??
    path
      .basename(source.name)
      .replace(/(\.(csv|tsv|txt|json|ndjson|jsonl))?\.gz$/i, '')
      .replace(/\.[^.]{1,8}$/, '')
  const name =
    opened.sheets.length > 1 && table.sheet !== null ? (request.dataset ? `${base} ${table.sheet}` : table.sheet) : base
  const clean = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  return clean === '' || /^sqlite_/i.test(clean) ? 'data' : clean
}

function publication(
  outcome: TableOutcome,
  table: Table,
  opened: OpenedFile,
  source: SourceFile,
  options: Partial<ImportOptions>,
  sha256: string,
  durationMs: number,
): Omit<StagingPublish, 'grain' | 'customerKey'> {
  const { delimited } = opened
  const { rowsRead, rowsImported, rowsRejected, columns, begun, warnings } = outcome
  return {
    revisionId: begun.revisionId,
    columns,
    receipt: {
      file: source.name,
      sheet: table.sheet,
      bytes: source.bytes,
      sha256,
      options,
      rowsRead,
      rowsImported,
      rowsRejected,
      encoding: delimited?.encoding.value ?? null,
      delimiter: delimited?.dialect.dialect.delimiter ?? null,
      durationMs: Math.round(durationMs),
      warnings: [...warnings, ...fileWarnings(opened, table, options)],
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

function receiptOf({ begun, columns }: TableOutcome, { receipt }: StagingPublish): ImportOutcome {
  const { rowsRead, rowsImported, rowsRejected, encoding, delimiter, sha256, durationMs, warnings } = receipt
  return {
    datasetId: begun.datasetId,
    receipt: {
      dataset: begun.dataset,
      rowsRead,
      rowsImported,
      rowsRejected,
      columns: columns.map(({ name, measureType, missing }) => ({ name, measureType, missing })),
      encoding,
      delimiter,
      sha256,
      durationMs,
      warnings,
    },
  }
}
