import { withDatasets } from '@shared/conditions/condition-parts'
import { AppException, failure, toAppError } from '@shared/contract/app-error'
import type { EngineRequest } from '@shared/contract/channels'
import type { Segment } from '@shared/contract/segment-channels'
import type { SegmentDefinition, SegmentRequest } from '@shared/stored-segments/segment-definition'
import type { Membership } from '../../database/segment-store'
import type { Members } from '../../worker'
import type { WorkspaceSession } from '../workspace-session'

/** Evaluates a definition and keeps it as a segment. @throws what evaluating refuses, segmentNameTaken */
export async function createSegment(
  session: WorkspaceSession,
  { dataset, definition, ...said }: EngineRequest<'segment/create'>,
): Promise<Segment> {
  const { id: datasetId } = await session.database.request('dataset/get', { dataset })
  const asked = await withIds(session, definition as SegmentRequest, datasetId)
  const members = await session.reader.evaluateSegment({ dataset: datasetId, definition: asked }).promise
  const kept = { datasetId, ...said, definition: keptForm(asked, members), membership: membershipOf(members) }
  return session.database.request('segment/create', kept)
}

/** Changes a segment; a new definition is evaluated at once. @throws as createSegment, segmentCircular */
export async function updateSegment(
  session: WorkspaceSession,
  { segmentId, definition, ...said }: EngineRequest<'segment/update'>,
): Promise<Segment> {
  const { database, reader } = session
  if (!definition) return database.request('segment/update', { segmentId, changes: said })
  const { datasetId } = await database.request('segment/get', { segmentId })
  const asked = await withIds(session, definition as SegmentRequest, datasetId)
  const members = await reader.evaluateSegment({ dataset: datasetId, definition: asked, segmentId }).promise
  const redefined = { definition: keptForm(asked, members), membership: membershipOf(members) }
  return database.request('segment/update', { segmentId, changes: { ...said, redefined } })
}

/** Segments and datasets that a definition names, by their ids: a new name later changes nothing. @throws segmentUnknown, datasetUnknown */
export async function withIds(
  session: WorkspaceSession,
  definition: SegmentRequest,
  datasetId: string,
): Promise<SegmentRequest> {
  const { database } = session
  if (definition.kind === 'set') {
    const known = await database.request('segment/list', {})
    return { ...definition, segments: definition.segments.map((name) => findSegment(known, name, datasetId).id) }
  }
  if (definition.kind !== 'rule') return definition
  const named: string[] = []
  withDatasets(definition.condition, (dataset) => {
    named.push(dataset)
    return dataset
  })
  const ids = new Map<string, string>()
  for (const dataset of new Set(named)) ids.set(dataset, (await database.request('dataset/get', { dataset })).id)
  return { ...definition, condition: withDatasets(definition.condition, (dataset) => ids.get(dataset) ?? dataset) }
}

/** A segment by id, or by name: those of the dataset go first. @throws segmentUnknown, with the names there are */
export function findSegment(segments: readonly Segment[], wanted: string, datasetId?: string): Segment {
  const name = wanted.trim().toLowerCase()
  const named = segments.filter((segment) => segment.id === wanted || segment.name.toLowerCase() === name)
  const found = named.find((segment) => segment.datasetId === datasetId) ?? named[0]
  if (found) return found
  const names = segments.slice(0, 30).map((segment) => segment.name)
  throw failure('segmentUnknown', { segment: wanted, segments: names.join(', ') || '–' })
}

function keptForm(definition: SegmentRequest, members: Members): SegmentDefinition {
  if (definition.kind !== 'rows') return definition
  const { runId, revision } = definition.from
  return { kind: 'rows', count: members.rowIds.length, from: { revision: revision ?? members.revision, runId } }
}

function membershipOf(members: Members): Membership {
  return { ...members, problem: null }
}

/** Segments of a dataset (or of all), each with who belongs to it in the current revision; what is missing is evaluated and kept. */
export async function upToDate(session: WorkspaceSession, datasetId?: string): Promise<Segment[]> {
  const { database } = session
  const segments = await database.request('segment/list', { ...(datasetId === undefined ? {} : { datasetId }) })
  if (segments.length === 0) return segments
  const datasets = await database.request('dataset/list', null)
  const revisionOf = new Map(datasets.map(({ id, revision }) => [id, revision]))
  const late = segments.filter(({ datasetId: id, snapshots }) => snapshots.at(-1)?.revision !== revisionOf.get(id))
  for (const segment of late) await evaluateAgain(session, segment)
  return late.length === 0 ? segments : database.request('segment/list', datasetId === undefined ? {} : { datasetId })
}

/** Evaluates a segment on the current revision; what makes that impossible is kept in its place and shown. */
export async function evaluateAgain(session: WorkspaceSession, segment: Segment): Promise<void> {
  const { database, reader } = session
  const { id: segmentId, datasetId, definition } = segment
  try {
    const members = await reader.evaluateSegment({ dataset: datasetId, definition, segmentId }).promise
    await database.request('segment/remember', { segmentId, membership: membershipOf(members) })
  } catch (thrown) {
    const problem = thrown instanceof AppException ? thrown.error : toAppError(thrown)
    if (problem.code === 'cancelled') return
    const {
      id: revisionId,
      number: revision,
      nRows,
    } = await database.request('dataset/revision', { dataset: datasetId })
    const nobody = {
      revisionId,
      revision,
      ofRows: nRows,
      rowIds: null,
      customers: null,
      basis: 'kept' as const,
      problem,
    }
    await database.request('segment/remember', { segmentId, membership: nobody })
  }
}
