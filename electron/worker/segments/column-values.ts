import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { ReadableDatabase } from '../../database/connection'
import { columnIndex } from '../../database/dataset-store'
import { basisOf, tableOf } from './segment-scope'

const mostValues = 200

/** The most frequent values of a column, those containing `search` if given; of equal counts the smaller value first. */
export function columnValues(
  database: ReadableDatabase,
  { dataset, column, search }: EngineRequest<'segment/values'>,
): EngineResponse<'segment/values'> {
  const table = tableOf(basisOf(database, dataset))
  const name = `c${columnIndex(table.columns, column)}`
  const part = search?.trim() ?? ''
  const sql = `SELECT ${name} AS value, count(*) AS count FROM ${table.from}
    WHERE ${name} IS NOT NULL AND (@part = '' OR instr(lower(${name}), lower(@part)) > 0)
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${mostValues}`
  return database.prepare(sql).all({ part }) as EngineResponse<'segment/values'>
}
