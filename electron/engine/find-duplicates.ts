import { failure } from '@shared/contract/app-error'
import type { EngineResponse } from '@shared/contract/channels'
import type { DuplicateQuestion } from '@shared/contract/duplicate-channels'
import { literal, text } from '@shared/contract/text'
import type { FoundDuplicates } from '../worker'
import type { EngineContext } from './engine-context'
import type { StartedJob } from './job-registry'
import type { WorkspaceSession } from './workspace-session'

/** Searches whose findings are kept. */
const KEPT = 4
/** Rows of one group that are shown. */
const SHOWN_ROWS = 100

interface Finding extends FoundDuplicates {
  revisionId: number
  columns: string[]
}

const findings = new WeakMap<WorkspaceSession, Map<string, Finding>>()

/**
 * Looks for rows that say the same, as a job; what it finds is read with `duplicateGroups`.
 * @throws datasetUnknown, columnMissing
 */
export async function startDuplicates(context: EngineContext, question: DuplicateQuestion): Promise<StartedJob> {
  const session = context.session()
  const { name, columns } = await session.database.request('dataset/get', { dataset: question.dataset })
  const names = columns.map((column) => column.name)
  const unknown = question.columns.find((column) => !names.includes(column))
  if (unknown !== undefined) throw failure('columnMissing', { column: unknown, columns: names.slice(0, 30).join(', ') })
  const title = text('jobs.duplicates', { dataset: literal(name) })
  return context.jobs.start('prepare', title, async ({ jobId, signal, started, progress }) => {
    const { id: revisionId } = await session.database.request('dataset/revision', { dataset: question.dataset })
    const handle = session.reader.findDuplicates({ revisionId, question }, { onStarted: started, onProgress: progress })
    signal.addEventListener('abort', () => handle.cancel(), { once: true })
    if (signal.aborted) handle.cancel()
    keep(session, jobId, { ...(await handle.promise), revisionId, columns: names })
    return {}
  })
}

function keep(session: WorkspaceSession, jobId: string, finding: Finding): void {
  const kept = findings.get(session) ?? new Map<string, Finding>()
  findings.set(session, kept.set(jobId, finding))
  for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old)
}

/** Groups that a search has found, with the values of their rows; null when it is not known. */
export async function duplicateGroups(
  session: WorkspaceSession,
  { jobId, start, count }: { jobId: string; start: number; count: number },
): Promise<EngineResponse<'duplicates/groups'>> {
  const finding = findings.get(session)?.get(jobId)
  if (!finding) return null
  const { starts, rows, scores, columns, compared, revisionId } = finding
  const wanted = Array.from({ length: Math.max(0, Math.min(count, scores.length - start)) }, (_, i) => {
    const [from, to] = [starts[start + i] as number, starts[start + i + 1] as number]
    return { from, shown: Math.min(to - from, SHOWN_ROWS), size: to - from, score: scores[start + i] as number }
  })
  const ids = wanted.flatMap(({ from, shown }) => [...rows.subarray(from, from + shown)])
  const values = await session.reader.readRows(revisionId, Int32Array.from(ids))
  let at = 0
  const groups = wanted.map(({ shown, size, score }) => {
    const part = { score, size, rows: ids.slice(at, at + shown), values: values.slice(at, at + shown) }
    at += shown
    return part
  })
  return { compared, columns, nGroups: scores.length, nDuplicates: rows.length - scores.length, groups }
}
