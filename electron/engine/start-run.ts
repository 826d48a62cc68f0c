import { randomUUID } from 'node:crypto'
import { failure } from '@shared/contract/app-error'
import { text } from '@shared/contract/text'
import type { RunRequest, RunSummary } from '@shared/contract/workspace'
import type { PackedResult } from '@shared/dataset/result-arrays'
import type { Method } from '@shared/methods/define-method'
import { parseParams } from '@shared/methods/parse-params'
import { methodOf } from '@shared/methods/registry'
import type { NewRun } from '../database/run-store'
import type { RunOutput, RunTask } from '../worker'
import type { EngineContext } from './engine-context'
import type { StartedJob } from './job-registry'
import { selectSegment } from './select-segment'
import type { WorkspaceSession } from './workspace-session'

/** A run that was asked for; `finished` holds what was computed, after it was stored. */
export interface StartedRun extends StartedJob {
  finished: Promise<{ summary: RunSummary; output: RunOutput }>
}

/**
 * Checks a request, then computes and stores it as a job. What can be refused at once is refused here, before there is a job.
 * @param keepResult whether `finished` is to hold the result's arrays; without it they are handed to the workspace, not copied
 * @throws methodUnknown, parameterInvalid, parameterUnknown, datasetUnknown, datasetRequired, whereAndSegment
 */
export async function startRun(context: EngineContext, request: RunRequest, keepResult = false): Promise<StartedRun> {
  const session = context.session()
  const method = methodOf(request.methodId)
  parseParams(method, request.params)
  const needsData = Object.values(method.inputs).some((role) => role.required)
  if (!request.dataset && needsData) throw failure('datasetRequired', { method: text(`methods.${method.id}.name`) })
  if (isGiven(request.where) && isGiven(request.segment)) throw failure('whereAndSegment')
  const asked = request.dataset ? await withAllColumns(session, method, request, request.dataset) : request

  let finished: { summary: RunSummary; output: RunOutput } | undefined
  const title = text(`methods.${method.id}.name`)
  const job = context.jobs.start('run', title, async ({ signal, started, progress }) => {
    const startedAt = new Date().toISOString()
    const task = await taskOf(session, asked, signal)
    const handle = session.pool.run(task, { onStarted: started, onProgress: progress })
    signal.addEventListener('abort', () => handle.cancel(), { once: true })
    if (signal.aborted) handle.cancel()
    const output = await handle.promise
    const summary = await store(context, session, { task, output, startedAt, keepResult })
    finished = { summary, output }
    context.emit({ type: 'changed', what: 'runs' })
    return { runId: summary.id }
  })
  const whole = job.done.then(() => finished as { summary: RunSummary; output: RunOutput })
  whole.catch(() => {})
  return { ...job, finished: whole }
}

/**
 * A method that takes columns of every kind takes all of the dataset's when none are named.
 * @throws datasetUnknown
 */
async function withAllColumns(
  session: WorkspaceSession,
  method: Method,
  request: RunRequest,
  dataset: string,
): Promise<RunRequest> {
  const { columns } = await session.database.request('dataset/get', { dataset })
  const role = Object.entries(method.inputs).find(
    ([, { count, as, required }]) => count === 'many' && as === 'any' && required,
  )?.[0]
  if (!role || Object.keys(request.columns ?? {}).length > 0) return request
  return { ...request, columns: { [role]: columns.map(({ name }) => name) } }
}

/** The task with the rows that its condition or segment selects; without either, all rows of the current revision. */
async function taskOf(session: WorkspaceSession, request: RunRequest, signal: AbortSignal): Promise<RunTask> {
  const base: RunTask = { workspace: session.path, request }
  const { dataset, where, segment } = request
  if (!dataset || !(isGiven(where) || isGiven(segment))) return base
  const { id } = await session.database.request('dataset/get', { dataset })
  const selected = isGiven(where)
    ? await session.queries.selectRows(session.path, id, where, null, { signal })
    : await selectSegment(session, id, segment ?? '')
  if (selected.rowIds.length === 0) throw failure('whereSelectsNothing', { where: where ?? segment ?? '' })
  return { ...base, ...selected }
}

/** An empty condition or name is one that nothing satisfies, never one that was not given: it must not select all rows. */
function isGiven(condition: string | null | undefined): condition is string {
  return condition !== null && condition !== undefined
}

interface Finished {
  task: RunTask
  output: RunOutput
  startedAt: string
  keepResult: boolean
}

function store(context: EngineContext, session: WorkspaceSession, finished: Finished): Promise<RunSummary> {
  const { task, output, startedAt, keepResult } = finished
  const { request, diagnostics, packed, revisionId } = output
  const run: NewRun = {
    id: randomUUID(),
    methodId: request.methodId,
    revisionId,
    request,
    seed: request.seed,
    appVersion: context.appVersion,
    startedAt,
    durationMs: diagnostics.durationMs,
    diagnostics,
    result: packed,
    rowIds: task.rowIds ?? null,
    labelsPath: methodOf(request.methodId).segmentLabels ?? null,
  }
  return session.database.request('run/store', run, keepResult ? [] : buffersOf(packed))
}

/** Memory that can change hands; what threads share cannot. */
function buffersOf({ arrays }: PackedResult): ArrayBuffer[] {
  const buffers = arrays.map(({ data }) => data.buffer).filter((buffer) => buffer instanceof ArrayBuffer)
  return [...new Set(buffers)]
}
