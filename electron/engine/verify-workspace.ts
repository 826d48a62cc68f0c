import { failure, toAppError } from '@shared/contract/app-error'
import type { Diagnostics } from '@shared/contract/run-events'
import type { RunSummary } from '@shared/contract/workspace'
import { differenceFromEarlier, differenceOf, type PackedResult, unpackResult } from '@shared/dataset/result-arrays'
import { translate } from '@shared/locales/translate'
import { methodOf } from '@shared/methods/registry'
import type { IntegrityProblem, IntegrityReport } from '../database/integrity'
import type { WorkspaceSession } from './workspace-session'

export interface VerifyReport extends Omit<IntegrityReport, 'problems'> {
  ok: boolean
  /** Results computed again and compared; 0 when quick. */
  recomputed: number
  problems: IntegrityProblem[]
}

interface VerifyOptions {
  quick: boolean
  signal: AbortSignal
  /** Hears what is being recomputed. */
  onRun(words: string): void
}

/**
 * Checks a workspace: its file, its books, and, unless quick, every stored result by computing it again on the revision,
 * rows, parameters and seed it names and comparing bit for bit: all of it, or all that an earlier version stored.
 */
export async function verifyWorkspace(session: WorkspaceSession, options: VerifyOptions): Promise<VerifyReport> {
  const { problems: found, ...counts } = await session.database.request('workspace/integrity', null)
  const runs = options.quick ? [] : await session.database.request('run/list', null)
  const problems = [...found]
  for (const run of runs) {
    if (options.signal.aborted) throw failure('cancelled')
    options.onRun(`${run.methodId} ${run.id}`)
    const difference = await recompute(session, run, options.signal)
    if (difference) problems.push({ check: 'result', subject: `run ${run.id}`, found: difference })
  }
  return { ok: problems.length === 0, ...counts, recomputed: runs.length, problems }
}

/** What differs, or null. A run that cannot be computed any more differs too. */
async function recompute(session: WorkspaceSession, run: RunSummary, signal: AbortSignal): Promise<string | null> {
  try {
    const { revisionId, rowIds } = await session.database.request('run/basis', { runId: run.id })
    const request = { ...run.request, dataset: run.datasetId }
    const task = { workspace: session.path, request, revisionId: revisionId ?? undefined, rowIds: rowIds ?? undefined }
    const handle = session.pool.run(task)
    signal.addEventListener('abort', () => handle.cancel(), { once: true })
    const again = await handle.promise
    const stored = await session.database.request('run/result', { runId: run.id })
    const compare = isOfToday(run.methodId, stored) ? differenceOf : differenceFromEarlier
    return compare(stored, again.packed) ?? differenceOfDiagnostics(run.diagnostics, again.diagnostics)
  } catch (thrown) {
    if (signal.aborted) throw failure('cancelled')
    return translate(toAppError(thrown).message, 'en')
  }
}

/** Whether a stored result has all that its method computes now; one from an earlier version may have less. */
function isOfToday(methodId: string, stored: PackedResult): boolean {
  return methodOf(methodId).result.safeParse(unpackResult(stored)).success
}

/** Everything but the time it took must be the same. */
function differenceOfDiagnostics(stored: Diagnostics, again: Diagnostics): string | null {
  const fields = ['rowsUsed', 'rowsDropped', 'converged', 'iterations', 'seed'] as const
  const different = fields.find((field) => stored[field] !== again[field])
  return different ? `diagnostics.${different}` : null
}
