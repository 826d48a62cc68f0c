import { failure } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import type { Dataset } from '@shared/dataset/schema'
import { FrameOfRows, type KnownColumn } from '@shared/recipe/frame-of-rows'
import type { Derived, DeriveRequest } from '../worker'
import type { WorkspaceSession } from './workspace-session'

/** Most rows of an answer that becomes a dataset. */
const mostRows = 1_000_000

/**
 * Asks a question in a process that can be killed, and writes the answer as a dataset or a dataset's next revision, which
 * remembers the question and the datasets it names.
 * @throws queryRefused, queryFailed, queryTimedOut, sqlAnswerEmpty, sqlAnswerTooLong, cancelled
 */
export async function deriveFromSql(
  session: WorkspaceSession,
  sql: string,
  target: DeriveRequest['target'],
  progress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Derived> {
  progress({ stage: 'load', fraction: null })
  const datasets = await session.database.request('dataset/list', null)
  const named = datasetsIn(sql, datasets)
  let rows: FrameOfRows | null = null
  for await (const part of session.queries.query(session.path, sql, { signal })) {
    if ('columns' in part) rows = new FrameOfRows(part.columns)
    else rows?.add(JSON.parse(`[${part.rows}]`) as (string | number | null)[][])
    if (rows && rows.nRows > mostRows) throw failure('sqlAnswerTooLong', { rows: mostRows })
  }
  if (!rows || rows.nRows === 0) throw failure('sqlAnswerEmpty')
  const inputs = named.map(({ id, revision }) => ({ dataset: id, revision }))
  const from = { frame: rows.finish(meaningsOf(named)), inputs, sql }
  return session.deriver.derive({ from, steps: [], lenient: false, kind: 'sql', target }, progress, signal)
}

/** Datasets whose name stands in the question, as a word or in quotes. */
function datasetsIn(sql: string, datasets: readonly Dataset[]): Dataset[] {
  const words = new Set(sql.toLowerCase().match(/"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[\p{L}\p{N}_]+/gu) ?? [])
  const quoted = (name: string) => [`"${name.replaceAll('"', '""')}"`, `\`${name}\``, `[${name}]`, name]
  return datasets.filter(({ name }) => quoted(name.toLowerCase()).some((written) => words.has(written)))
}

/** What columns mean in the datasets that were asked; of equal names the first. */
function meaningsOf(datasets: readonly Dataset[]): ReadonlyMap<string, KnownColumn> {
  const known = new Map<string, KnownColumn>()
  for (const { columns } of datasets)
    for (const column of columns) if (!known.has(column.name)) known.set(column.name, column)
  return known
}
