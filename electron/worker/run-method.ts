import { failure } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { text } from '@shared/contract/text'
import { runRequestSchema } from '@shared/contract/workspace'
import { packResult } from '@shared/dataset/result-arrays'
import { createRandom } from '@shared/math/random'
import type { Kernel, Method, MethodContext, MethodInput, Outcome } from '@shared/methods/define-method'
import { parseParams } from '@shared/methods/parse-params'
import type { ReadableDatabase } from '../database/connection'
import { type Revision, readRevision, readRevisionById } from '../database/dataset-store'
import { checkColumns } from './check-columns'
import { checkElements, checkResult } from './check-result'
import { loadColumns, type WantedColumn } from './load-columns'
import { type Methods, methodOf } from './method-of'
import { createParallel, type Helpers } from './parallel'
import { presentContext } from './present-run'
import { spreadRows } from './spread-rows'
import type { RunOutput, RunTask } from './tasks'

/** What a run gets from the thread it runs in. */
export interface RunServices {
  methods: Methods
  kernels: Readonly<Record<string, Kernel>>
  /** 1 at position 0 once the run is cancelled. */
  cancelFlag: Int32Array
  /** Null to compute in this thread alone. */
  helpers: Helpers | null
  onProgress(progress: Progress): void
}

const progressEveryMs = 100

/**
 * Computes one run from the request to the result, packed for the workspace.
 * @param database a connection that reads; not used by methods that need no data
 * @throws methodUnknown, parameterInvalid, datasetUnknown, columnMissing, roleMissing, cancelled, …; whatever the method refuses
 */
export function runMethod(database: ReadableDatabase, task: RunTask, services: RunServices): RunOutput {
  const begin = performance.now()
  const request = runRequestSchema.parse(task.request)
  const method = methodOf(services.methods, request.methodId)
  const params = parseParams(method, request.params)
  const wanted = checkColumns(method, { ...method.namedColumns?.(params), ...request.columns })
  const revision = revisionOf(database, task, request.dataset, method)
  const cancelled = () => Atomics.load(services.cancelFlag, 0) === 1
  const send = createThrottle(services.onProgress)
  send({ stage: 'load', fraction: null })
  const input = loadInput(database, revision, wanted, task.rowIds ?? null, cancelled)
  const outcome = compute(method, input, params, createContext(request.seed, cancelled, services), send)
  const nRows = revision?.nRows ?? input.nRows
  const result = spreadRows(outcome.result, method.perRow, input.rowIds, nRows)
  const durationMs = performance.now() - begin
  const diagnostics = { ...outcome.diagnostics, durationMs, seed: request.seed }
  checkResult(method.id, result)
  const filled = { ...request, params }
  checkElements(method.id, method.present(result, presentContext(method, filled, diagnostics, {})))
  return { request: filled, revisionId: revision?.id ?? null, packed: packResult(result), diagnostics }
}

function revisionOf(
  database: ReadableDatabase,
  task: RunTask,
  dataset: string | null,
  method: Method,
): Revision | null {
  if (task.revisionId !== undefined) return readRevisionById(database, task.revisionId)
  if (dataset !== null) return readRevision(database, dataset)
  if (Object.values(method.inputs).every(({ required }) => !required)) return null
  throw failure('datasetRequired', { method: text(`methods.${method.id}.name`) })
}

function loadInput(
  database: ReadableDatabase,
  revision: Revision | null,
  roles: Readonly<Record<string, readonly WantedColumn[]>>,
  rows: Int32Array | null,
  cancelled: () => boolean,
): MethodInput {
  if (!revision) return { nRows: 0, rowIds: new Int32Array(0), columns: {} }
  const rowIds = rows ?? allRows(revision.nRows)
  const unique = [...new Map(Object.values(roles).flatMap((role) => role.map((one) => [keyOf(one), one]))).values()]
  const loaded = loadColumns(database, revision, unique, rows, cancelled)
  const byKey = new Map(unique.map((one, i) => [keyOf(one), loaded[i]]))
  const columns = Object.entries(roles).map(([role, list]) => [
    role,
    list.flatMap((one) => byKey.get(keyOf(one)) ?? []),
  ])
  return { nRows: rowIds.length, rowIds, columns: Object.fromEntries(columns) }
}

function keyOf({ name, as }: WantedColumn): string {
  return `${as} ${name}`
}

function allRows(nRows: number): Int32Array {
  const rows = new Int32Array(new SharedArrayBuffer(nRows * Int32Array.BYTES_PER_ELEMENT))
  for (let i = 0; i < nRows; i++) rows[i] = i
  return rows
}

function createContext(seed: number, cancelled: () => boolean, services: RunServices): MethodContext {
  const parallel = createParallel(services.cancelFlag, services.helpers, services.kernels)
  return { seed, random: createRandom(seed), cancelled, parallel }
}

/** Drives the method to its end; between two steps it can be cancelled. */
function compute(
  method: Method,
  input: MethodInput,
  params: Parameters<Method['compute']>[1],
  context: MethodContext,
  send: (progress: Progress) => void,
): Outcome<unknown> {
  const steps = method.compute(input, params, context)
  for (;;) {
    if (context.cancelled()) throw failure('cancelled')
    const step = steps.next()
    if (step.done) return step.value
    send(step.value)
  }
}

function createThrottle(send: (progress: Progress) => void): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY
  return (progress) => {
    const now = performance.now()
    if (now - last < progressEveryMs) return
    last = now
    send(progress)
  }
}
