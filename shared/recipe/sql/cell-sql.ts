import { isoDate, isoDateTime } from '../../dataset/iso-text'
import { realLiteral } from '../../formula/formula-sql'
import { readCell } from '../convert-column'
import { numberColumn, textColumnOf } from '../frame'
import { type SqlColumn, sqlText } from './sql-relation'

/** A value that a person gave for a column, as SQL; null when the column cannot hold it, or SQL not to the last bit. */
export function cellSql(storage: SqlColumn['storage'], value: string | number | null): string | null {
  if (storage === null) return null
  const empty = storage === 'text' ? textColumnOf('', []) : numberColumn('', storage, new Float64Array(0))
  const read = readCell(empty, value)
  if (read === undefined) return null
  if (read === null) return 'NULL'
  if (typeof read === 'string') return read.includes('\0') ? null : sqlText(read)
  if (storage === 'date') return sqlText(isoDate(read))
  if (storage === 'datetime') return sqlText(isoDateTime(read))
  return storage === 'integer' ? String(read) : realLiteral(read)
}

/** The condition that this stands in a column. */
export function cellIs({ sql, storage }: SqlColumn, value: string | number | null): string | null {
  const written = cellSql(storage, value)
  return written === null ? null : `${sql} IS ${written}`
}
