import { isNumericStorage } from '@shared/dataset/schema'
import type { Frame, FrameColumn } from '@shared/recipe/frame'
import type { ReadableDatabase } from '../../database/connection'
import type { Revision } from '../../database/dataset-store'
import { loadColumns } from '../load-columns'
import { type SqlRun, tableOf } from './sql/run-sql'
import type { Scratch } from './sql/scratch'
import { materialized } from './sql/sql-table'

/** Loads a whole revision. Cost: about 60 ns per value. @throws cancelled */
export function loadFrame(database: ReadableDatabase, revision: Revision, cancelled: () => boolean): Frame {
  const wanted = revision.columns.map(({ name }) => ({ name, as: 'any' as const }))
  const loaded = loadColumns(database, revision, wanted, null, cancelled)
  const columns = revision.columns.map((info, i) => {
    const { storage, role } = info
    return { ...loaded[i], storage: isNumericStorage(storage) ? storage : 'text', role } as FrameColumn
  })
  return { nRows: revision.nRows, columns }
}

/** Loads the rows that SQL has come to. @throws cancelled */
export function frameOfRun(scratch: Scratch, run: SqlRun, revision: Revision, cancelled: () => boolean): Frame {
  const rows = materialized(scratch, run.rows)
  const { columns } = tableOf(scratch, { ...run, rows }, revision)
  const tableName = rows.source.base.replace('main.', '')
  return loadFrame(
    scratch.database as ReadableDatabase,
    { ...revision, tableName, columns, nRows: run.nRows },
    cancelled,
  )
}
