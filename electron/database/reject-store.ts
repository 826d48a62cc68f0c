import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { Reject } from '@shared/contract/import'
import { prepared, type ReadableDatabase } from './connection'
import { readDataset } from './dataset-store'

/** A rejected row as it lies in the workspace. */
export interface RejectRow {
  id: number
  receipt_id: number
  row: number
  line: number | null
  column: string | null
  value: string | null
  expected: string | null
  reason: string
  raw: string
}

const VALUES = 200

/** A rejected row as the contract has it. */
export function toReject(row: RejectRow): Reject & { id: number } {
  const { id, line, column, value, raw } = row
  const expected = row.expected === null ? null : (JSON.parse(row.expected) as Reject['expected'])
  return { id, row: row.row, line, column, value, expected, reason: JSON.parse(row.reason) as Reject['reason'], raw }
}

const from = `FROM reject JOIN receipt ON receipt.id = receipt_id JOIN dataset ON imported_revision = revision_id
  WHERE dataset.id = @dataset`
const filtered = `${from} AND (@column IS NULL OR reject."column" = @column)
  AND (@reason IS NULL OR json_extract(reject.reason, '$.key') = @reason)`

/** A window of the rows that the latest imports rejected, in file order. */
export function windowOfRejects(
  database: ReadableDatabase,
  { dataset: nameOrId, start, count, column, reason }: EngineRequest<'rejects/list'>,
): EngineResponse<'rejects/list'> {
  const { id: dataset } = readDataset(database, nameOrId)
  const said = { dataset, column: column ?? null, reason: reason ?? null }
  const total = prepared(database, `SELECT count(*) ${filtered}`).pluck().get(said) as number
  const rows = prepared<RejectRow>(
    database,
    `SELECT reject.rowid AS id, reject.* ${filtered} ORDER BY receipt_id, reject.row LIMIT @count OFFSET @start`,
  ).all({ ...said, start, count })
  return { total, rejects: rows.map(toReject) }
}

/** What rejected rows have in common. */
export function summarizeRejects(database: ReadableDatabase, nameOrId: string): EngineResponse<'rejects/summary'> {
  const { id: dataset } = readDataset(database, nameOrId)
  const all = <Row>(sql: string): Row[] => prepared<Row>(database, sql).all({ dataset })
  const reasons = all<{ key: string | null; reason: string; count: number }>(
    `SELECT json_extract(reason, '$.key') AS key, reason, count(*) AS count ${from} GROUP BY 1 ORDER BY count DESC`,
  )
  return {
    total: prepared(database, `SELECT count(*) ${from}`).pluck().get({ dataset }) as number,
    repairable: prepared(database, `SELECT count(*) ${from} AND reading IS NOT NULL`).pluck().get({ dataset }) !== 0,
    columns: all(
      `SELECT reject."column" AS "column", count(*) AS count ${from} AND reject."column" IS NOT NULL
       GROUP BY 1 ORDER BY count DESC`,
    ),
    reasons: reasons.map(({ key, reason, count }) => ({ key: key ?? '', reason: JSON.parse(reason), count })),
    values: all(
      `SELECT reject."column" AS "column", value, count(*) AS count ${from}
       AND reject."column" IS NOT NULL AND value IS NOT NULL GROUP BY 1, 2 ORDER BY count DESC, 2 LIMIT ${VALUES}`,
    ),
  }
}
