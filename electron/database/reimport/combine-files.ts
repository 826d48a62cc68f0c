import type { ColumnInfo } from '@shared/dataset/schema'
import { partTableSql } from '../../import/parts/part-table'
import type { StagedFile } from '../../import/reimport-messages'
import { identifier, type WritableDatabase } from '../connection'
import type { RowTable } from './match-rows'
import { rowRanges } from './row-ranges'
import { unifyColumns, valueSql } from './unify-columns'

export interface CombinedFiles extends RowTable {
  columns: ColumnInfo[]
  /** First row of each file. */
  starts: number[]
}

/**
 * Puts the rows of several files into one table, one file after the other, with a column that says which file a row is from.
 * @param target name of the table to make
 */
export function* combineFiles(
  database: WritableDatabase,
  files: readonly StagedFile[],
  sourceColumn: string | null,
  target: string,
): Generator<number, CombinedFiles> {
  const columns = unifyColumns(files.map((file) => file.columns))
  const storages = columns.map(({ storage }) => storage)
  database.exec(partTableSql(target, sourceColumn === null ? storages : [...storages, 'text']))
  const nRows = files.reduce((sum, file) => sum + file.nRows, 0)
  const starts: number[] = []
  let start = 0
  for (const [table, file] of files.entries()) {
    starts.push(start)
    const values = columns.map((column) => valueSql(column, table, 't'))
    const all = [`t._row + ${start}`, ...values, ...(sourceColumn === null ? [] : ['@file'])]
    const copy = database.prepare(
      `INSERT INTO ${target} SELECT ${all.join(', ')} FROM ${dataTable(file.revisionId)} t WHERE t._row >= @from AND t._row < @to`,
    )
    for (const [from, to] of rowRanges(file.nRows, columns.length)) {
      copy.run({ from, to, ...(sourceColumn === null ? {} : { file: file.file }) })
      yield (start + to) / nRows
    }
    start += file.nRows
  }
  const source: ColumnInfo[] =
    sourceColumn === null
      ? []
      : [{ name: sourceColumn, storage: 'text', measureType: 'nominal', role: null, missing: 0 }]
  const plain = columns.map(({ name, storage, measureType, role }) => ({
    name,
    storage,
    measureType,
    role,
    missing: 0,
  }))
  return { sql: target, nRows, starts, columns: [...plain, ...source] }
}

/** The table of a revision as an SQL identifier. */
export function dataTable(revisionId: number): string {
  return identifier(`data_${revisionId}`)
}
