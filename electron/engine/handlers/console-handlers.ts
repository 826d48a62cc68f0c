import type { EngineResponse } from '@shared/contract/channels'
import { withoutConditions } from '../../database/without-conditions'
import { startDerivation, titleOf } from '../derive-dataset'
import { deriveFromSql } from '../derive-sql'
import type { HandlersOf } from '../engine-context'
import type { WorkspaceSession } from '../workspace-session'

type Answer = EngineResponse<'console/run'>

/** Why an answer has no rows is not worth more time than this. */
const explainLimitMs = 5000

/** Questions that run, by the id their asker gave them. */
const running = new Map<string, AbortController>()

export const consoleHandlers: HandlersOf<'console'> = {
  'console/run': async (context, { queryId, sql, maxRows }) => {
    const abort = new AbortController()
    running.set(queryId, abort)
    try {
      return await firstRows(context.session(), sql, maxRows, { signal: abort.signal })
    } finally {
      running.delete(queryId)
    }
  },
  'console/keep': async (context, { sql, name }) => {
    const session = context.session()
    const target = { as: 'dataset' as const, name }
    const { jobId } = startDerivation(context, titleOf(name), (progress, signal) =>
      deriveFromSql(session, sql, target, progress, signal),
    )
    return { jobId }
  },
  'console/questions': (context) => context.session().database.request('question/list', null),
  'console/save': (context, question) => context.session().database.request('question/save', question),
  'console/forget': (context, { questionId }) => context.session().database.request('question/remove', { questionId }),
  'console/explain': async (context, { queryId, sql }) => {
    const parts = withoutConditions(sql)
    if (parts === null) return null
    const abort = new AbortController()
    running.set(queryId, abort)
    try {
      const counted = `SELECT count(*) FROM (\n${parts.sql}\n)`
      const { rows } = await firstRows(context.session(), counted, 1, {
        signal: abort.signal,
        timeLimitMs: explainLimitMs,
      })
      return { conditions: parts.conditions, rows: Number(rows[0]?.[0] ?? 0) }
    } catch {
      // What cannot be asked without its conditions, or takes too long, is not explained.
      return null
    } finally {
      running.delete(queryId)
    }
  },
  'console/cancel': async (_context, { queryId }) => {
    running.get(queryId)?.abort()
    return null
  },
}

/** The first rows of an answer; the process ends as soon as they are there. */
async function firstRows(
  session: WorkspaceSession,
  sql: string,
  most: number,
  limits: { signal: AbortSignal; timeLimitMs?: number },
): Promise<Answer> {
  const startedAt = performance.now()
  let columns: string[] = []
  const rows: Answer['rows'] = []
  for await (const part of session.queries.query(session.path, sql, limits)) {
    if ('columns' in part) columns = part.columns
    else rows.push(...(JSON.parse(`[${part.rows}]`) as Answer['rows']))
    if (rows.length > most) break
  }
  const durationMs = performance.now() - startedAt
  return { columns, rows: rows.slice(0, most), truncated: rows.length > most, durationMs }
}
