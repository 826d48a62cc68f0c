import path from 'node:path'
import type { ImportRequest } from './messages'
import type { OpenedFile } from './open-file'
import type { TablePlan } from './plan/plan-table'
import type { SourceFile } from './source-file'
import type { Table } from './table'

export interface OpenedSource {
  source: SourceFile
  opened: OpenedFile
}

/** A table of one of the files, with how it will be read. */
export interface PlannedTable extends OpenedSource {
  table: Table
  plan: TablePlan
}

/** Tables that become one dataset. */
export interface TableGroup {
  name: string
  tables: PlannedTable[]
}

/**
 * Decides which tables become one dataset: of a single file every table makes its own; of several files those with the same
 * header go together.
 */
export function groupTables(request: ImportRequest, planned: readonly PlannedTable[]): TableGroup[] {
  if (!request.more || request.more.length === 0) {
    const alone = planned.length === 1 && request.dataset
    return planned.map((table) => ({ name: alone || nameOfTable(request, table), tables: [table] }))
  }
  const bySignature = new Map<string, PlannedTable[]>()
  for (const table of planned) {
    const { signature } = table.plan
    bySignature.set(signature, [...(bySignature.get(signature) ?? []), table])
  }
  const groups = [...bySignature.values()]
  return groups.map((tables) => ({ name: nameOfGroup(request, tables, groups.length === 1), tables }))
}

/** The file's name without its ending; with several tables, each has its sheet's name. */
function nameOfTable(request: ImportRequest, { source, opened, table }: PlannedTable): string {
  const base = request.dataset ?? withoutEnding(source.name)
  if (opened.sheets.length <= 1 || table.sheet === null) return cleanName(base)
  return cleanName(request.dataset ? `${base} ${table.sheet}` : table.sheet)
}

/** The name that was said, the folder's, or what the files' names begin with: `sales-2024-01` and `sales-2024-02` are `sales`. */
function nameOfGroup(request: ImportRequest, tables: readonly PlannedTable[], isOnly: boolean): string {
  const [first] = tables
  if (isOnly && (request.dataset || request.collection)) return cleanName(request.dataset ?? request.collection ?? '')
  if (tables.length === 1 && first) return nameOfTable({ path: request.path }, first)
  const names = tables.map(({ source }) => withoutEnding(source.name))
  const shared = names
    .reduce((common, name) => commonStart(common, name))
    .replace(/[\s\d年月日季度._-]+$/u, '')
    .trim()
  return cleanName(shared || request.collection || names[0] || '')
}

function commonStart(a: string, b: string): string {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return a.slice(0, length)
}

function withoutEnding(file: string): string {
  return path
    .basename(file)
    .replace(/(\.(csv|tsv|txt|json|ndjson|jsonl))?\.gz$/i, '')
    .replace(/\.[^.]{1,8}$/, '')
}

function cleanName(name: string): string {
  const clean = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  return clean === '' || /^sqlite_/i.test(clean) ? 'data' : clean
}
