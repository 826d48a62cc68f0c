import type { ResultElement } from '@shared/contract/result-elements'
import type { Diagnostics } from '@shared/contract/run-events'
import { text } from '@shared/contract/text'
import type { RunRequest, RunSummary } from '@shared/contract/workspace'
import { unpackResult } from '@shared/dataset/result-arrays'
import type { Method, PresentContext } from '@shared/methods/define-method'
import { parseParams } from '@shared/methods/parse-params'
import { runSegmentNamer } from '@shared/methods/run-segments'
import type { ReadableDatabase } from '../database/connection'
import { readPackedResult } from '../database/run-arrays'
import { readRun } from '../database/run-store'
import { type Methods, methodOf } from './method-of'

/** What `present` may use beside the result, from what is stored with a run. */
export function presentContext(
  method: Method,
  request: RunRequest,
  diagnostics: Diagnostics,
  segmentNames: Readonly<Record<string, string>>,
): PresentContext<Record<string, unknown>> {
  const columns = Object.keys(method.inputs).map((role) => {
    const given = request.columns?.[role]
    return [role, given === undefined || given === '' ? [] : [given].flat()]
  })
  return {
    params: parseParams(method, request.params),
    diagnostics,
    columns: Object.fromEntries(columns),
    segmentName: runSegmentNamer({ methodId: method.id, request, segmentNames }, method),
  }
}

/** A stored run with its result put together again. */
export interface OpenedRun {
  summary: RunSummary
  revisionId: number | null
  method: Method
  result: unknown
}

/** @throws runUnknown, methodUnknown */
export function openRun(database: ReadableDatabase, methods: Methods, runId: string): OpenedRun {
  const { summary, revisionId } = readRun(database, runId)
  const method = methodOf(methods, summary.methodId)
  return { summary, revisionId, method, result: unpackResult(readPackedResult(database, runId)) }
}

/**
 * What a stored run shows, in the names its segments have now. A result of an earlier version, which lacks what the method
 * computes today, is a notice that says so: everything else in the workspace and in a report stays readable.
 */
export function presentRun({ summary, method, result }: Omit<OpenedRun, 'revisionId'>): ResultElement[] {
  if (!method.result.safeParse(result).success) {
    return [{ type: 'notice', id: 'earlier', level: 'warning', text: text('runs.earlierResult') }]
  }
  const { request, diagnostics, segmentNames, dataset, revision, appVersion } = summary
  const context = presentContext(method, request, diagnostics, segmentNames)
  return method.present(result, { ...context, origin: { dataset, revision, appVersion } })
}
