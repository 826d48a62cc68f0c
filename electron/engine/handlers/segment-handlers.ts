import path from 'node:path'
import type { EngineResponse } from '@shared/contract/channels'
import type { Segment } from '@shared/contract/segment-channels'
import { literal, text } from '@shared/contract/text'
import type { EngineContext, HandlersOf } from '../engine-context'
import { exportSegment } from '../segments/export-segment'
import { createSegment, updateSegment, upToDate, withIds } from '../segments/keep-segments'
import type { WorkspaceSession } from '../workspace-session'

/** The question that each asker waits for, by workspace session. */
const counting = new WeakMap<WorkspaceSession, Map<string, { cancel(): void }>>()

export const segmentHandlers: HandlersOf<'segment'> = {
  'segment/list': async (context, request) => {
    const session = context.session()
    const dataset = request?.dataset
    if (dataset === undefined) return upToDate(session)
    return upToDate(session, (await session.database.request('dataset/get', { dataset })).id)
  },
  'segment/create': async (context, request) => changed(context, await createSegment(context.session(), request)),
  'segment/update': async (context, request) => changed(context, await updateSegment(context.session(), request)),
  'segment/remove': async (context, request) => {
    await context.session().database.request('segment/remove', request)
    context.emit({ type: 'changed', what: 'segments' })
    return null
  },
  'segment/restore': async (context, request) =>
    changed(context, await context.session().database.request('segment/restore', request)),
  'segment/count': async (context, { dataset, definition, asker }) => {
    const session = context.session()
    const asked = counting.get(session) ?? new Map<string, { cancel(): void }>()
    counting.set(session, asked)
    asked.get(asker)?.cancel()
    const handle = session.reader.evaluateSegment({ dataset, definition: await withIds(session, definition, dataset) })
    asked.set(asker, handle)
    try {
      const { rowIds, ofRows, customers } = await handle.promise
      return { rows: rowIds.length, ofRows, customers: customers?.length ?? null }
    } finally {
      if (asked.get(asker) === handle) asked.delete(asker)
    }
  },
  'segment/values': async (context, request) => context.session().reader.columnValues(request),
  'segment/rows': async (context, { segmentId }) => ({ rowIds: await rowsOf(context.session(), segmentId) }),
  'segment/profile': async (context, { segmentId }) => {
    const session = context.session()
    const rowIds = await rowsOf(session, segmentId)
    const elements = await session.reader.profileSegment({ segmentId, rowIds }).promise
    return { elements: elements as EngineResponse<'segment/profile'>['elements'] }
  },
  'segment/why': async (context, { segmentId, row }) => {
    const session = context.session()
    const rowIds = await rowsOf(session, segmentId)
    const elements = await session.reader.explainMember({ segmentId, rowIds, row })
    return { elements: elements as EngineResponse<'segment/why'>['elements'] }
  },
  'segment/migration': async (context, request) => context.session().reader.segmentMigration(request),
  'segment/export': async (context, { segmentId, token, format, language }) => {
    const outPath = context.files.pathOf(token, 'write')
    const session = context.session()
    const title = text('jobs.export', { name: literal(path.basename(outPath)) })
    const { jobId } = context.jobs.start('export', title, async ({ signal, started, progress }) => {
      started()
      await exportSegment(session, { segmentId, format, language, path: outPath }, { onProgress: progress, signal })
      return { path: outPath }
    })
    return { jobId }
  },
}

/** Row ids of a segment on the current revision of its dataset. */
async function rowsOf(session: WorkspaceSession, segmentId: string): Promise<Int32Array<ArrayBuffer>> {
  const { database } = session
  const { datasetId } = await database.request('segment/get', { segmentId })
  await upToDate(session, datasetId)
  const { id: revisionId } = await database.request('dataset/revision', { dataset: datasetId })
  const rowIds = await database.request('segment/rows', { segmentId, revisionId })
  return new Int32Array(rowIds ?? [])
}

/** Names of a run's clusters follow the segment, so runs are to be read again too. */
function changed(context: EngineContext, segment: Segment): Segment {
  context.emit({ type: 'changed', what: 'segments' })
  if (segment.definition.kind === 'cluster') context.emit({ type: 'changed', what: 'runs' })
  return segment
}
