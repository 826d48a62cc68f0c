import type { ColumnInfo } from '@shared/dataset/schema'
import { identifier, type ReadableDatabase } from '../database/connection'
import type { Revision } from '../database/dataset-store'
import { collectRowIds } from './collect-row-ids'

const writtenNumber = /^-?(\d+\.?\d*|\.\d+)$/
const writtenDay = /^[\d\-: .]+$/

type Part = { sql: string; parameters: (string | number)[] }

/**
 * Rows in which some column shows the text. Words and days contain it, letters of the Latin alphabet in either case; whole
 * numbers contain its digits; other numbers begin with it: 12.5 finds 12.5 and 12.57.
 * @returns 0-based row ids, ascending
 * @throws cancelled
 * Cost: one pass; columns that cannot hold such a text are not looked at.
 */
export function searchRows(
  database: ReadableDatabase,
  revision: Revision,
  search: string,
  cancelled: () => boolean,
): Int32Array {
  const parts = revision.columns.flatMap((column, i) => partOf(column, `t.c${i}`, search) ?? [])
  if (parts.length === 0) return new Int32Array(0)
  const condition = parts.map(({ sql }) => sql).join(' OR ')
  const parameters = parts.flatMap((part) => part.parameters)
  const from = `main.${identifier(revision.tableName)} AS t WHERE ${condition}`
  return collectRowIds(database, from, parameters, revision.nRows, cancelled)
}

function partOf({ storage }: ColumnInfo, column: string, search: string): Part | null {
  switch (storage) {
    case 'text':
      return contains(column, search)
    case 'date':
    case 'datetime':
      return writtenDay.test(search) ? contains(column, search) : null
    case 'integer':
      return /^-?\d+$/.test(search) ? contains(column, search) : null
    default:
      return writtenNumber.test(search) ? beginsWith(column, search) : null
  }
}

function contains(column: string, search: string): Part {
  if (!/[a-z]/i.test(search)) return { sql: `instr(${column}, ?)`, parameters: [search] }
  return { sql: `${column} LIKE ? ESCAPE '\\'`, parameters: [`%${search.replaceAll(/[\\%_]/g, '\\$&')}%`] }
}

/** Numbers that are written like this one, with or without further digits behind it. */
function beginsWith(column: string, search: string): Part {
  const least = Math.abs(Number(search))
  const decimals = search.split('.')[1]?.length ?? 0
  const beyond = Number((least + 10 ** -decimals).toFixed(decimals))
  return search.startsWith('-')
    ? { sql: `(${column} <= ? AND ${column} > ?)`, parameters: [-least, -beyond] }
    : { sql: `(${column} >= ? AND ${column} < ?)`, parameters: [least, beyond] }
}
