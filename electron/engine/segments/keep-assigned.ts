import type { EngineRequest } from '@shared/contract/channels'
import type { WorkspaceSession } from '../workspace-session'
import { createSegment, updateSegment } from './keep-segments'

/**
 * Segments of a run, filled by its model on every revision of a dataset: those kept already are changed, the others made.
 * @returns ids of all of them, by label
 * @throws modelNone, modelColumnsMissing, runUnknown, datasetUnknown
 */
export async function keepAssigned(
  session: WorkspaceSession,
  { runId, dataset }: EngineRequest<'assign/keep'>,
): Promise<string[]> {
  const { database, pool, path } = session
  const { segments } = await pool.assign({ workspace: path, runId, dataset }).promise
  const { id: datasetId, name: datasetName } = await database.request('dataset/get', { dataset })
  const ids: string[] = []
  for (const { label, name } of segments) {
    const known = await database.request('segment/list', { datasetId })
    const kept = known.find(
      ({ definition }) => definition.kind === 'cluster' && definition.runId === runId && definition.label === label,
    )
    const definition = { kind: 'cluster' as const, runId, label, assign: true }
    const segment = kept
      ? await updateSegment(session, { segmentId: kept.id, definition })
      : await createSegment(session, {
          dataset: datasetId,
          name: freeName(
            known.map((one) => one.name),
            name,
            datasetName,
          ),
          definition,
          colour: label % 10,
        })
    ids.push(segment.id)
  }
  return ids
}

/** A name that no segment has yet. */
function freeName(taken: readonly string[], wanted: string, dataset: string): string {
  const lower = new Set(taken.map((name) => name.toLowerCase()))
  const names = [wanted, `${wanted} – ${dataset}`, ...Array.from({ length: 99 }, (_, i) => `${wanted} ${i + 2}`)]
  return names.find((name) => !lower.has(name.toLowerCase())) ?? wanted
}
