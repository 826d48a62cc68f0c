import { failure } from '@shared/contract/app-error'
import type { Text } from '@shared/contract/text'
import type { RunSummary } from '@shared/contract/workspace'
import { segmentNamer } from '@shared/figures/segment-name'
import { type Language, languages } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import { methodOf } from '@shared/methods/registry'
import { runSegmentNamer } from '@shared/methods/run-segments'
import type { SegmentDefinition } from '@shared/stored-segments/segment-definition'
import type { SelectedRows } from '../database/query-client'
import type { WorkspaceSession } from './workspace-session'

interface Candidate {
  run: RunSummary
  labels: readonly number[]
}

/**
 * Rows of a segment: a stored one by its name, on the current revision; one of another dataset by its customers. Without
 * one, a segment of a run, by the name it was given or by its standing name ("Segment 2", "客群 2"): the latest run that has
 * such a segment decides, and the rows are those of the revision it was computed on.
 * @param dataset id of the dataset
 * @throws segmentUnknown, with the names there are
 */
export async function selectSegment(
  session: WorkspaceSession,
  dataset: string,
  segment: string,
): Promise<SelectedRows> {
  const stored = await selectStored(session, dataset, segment)
  if (stored) return stored
  const { database } = session
  const runs = (await database.request('run/list', null)).filter(({ datasetId }) => datasetId === dataset)
  const stand = await database.request('segment/list', { datasetId: dataset })
  const known = new Set<string>(stand.map(({ name }) => name))
  for (const run of runs) {
    const field = methodOf(run.methodId).segmentLabels
    if (!field) continue
    const candidate = { run, labels: await database.request('run/labels', { runId: run.id, path: field }) }
    const label = labelOf(candidate, segment)
    if (label !== null) {
      const { revisionId } = await database.request('run/get', { runId: run.id })
      const rowIds = await database.request('run/rows-of-label', { runId: run.id, path: field, label })
      return { rowIds, revisionId: revisionId ?? 0 }
    }
    for (const name of namesOf(candidate)) known.add(name)
  }
  throw failure('segmentUnknown', { segment, segments: [...known].slice(0, 30).join(', ') || '–' })
}

async function selectStored(
  { database, reader }: WorkspaceSession,
  dataset: string,
  segment: string,
): Promise<SelectedRows | null> {
  const name = segment.trim().toLowerCase()
  const named = (await database.request('segment/list', {})).filter(
    (stored) => stored.id === segment || stored.name.toLowerCase() === name,
  )
  const found = named.find(({ datasetId }) => datasetId === dataset) ?? named[0]
  if (!found) return null
  const definition: SegmentDefinition = { kind: 'set', operation: 'union', segments: [found.id] }
  const { rowIds, revisionId } = await reader.evaluateSegment({ dataset, definition }).promise
  return { rowIds, revisionId }
}

function labelOf({ run, labels }: Candidate, wanted: string): number | null {
  const name = wanted.trim().toLowerCase()
  if (name === '') return null
  const given = Object.entries(run.segmentNames).find(([, own]) => own.toLowerCase() === name)
  if (given) return Number(given[0])
  const namers = [runSegmentNamer({ ...run, segmentNames: {} }), segmentNamer({})]
  const matches = labels.find((label) =>
    namers.some((namer) => languages.some((language) => standing(namer, label, language) === name)),
  )
  return matches ?? null
}

function standing(namer: (label: number) => Text, label: number, language: Language): string {
  return label < 0 ? '' : translate(namer(label), language).toLowerCase()
}

function namesOf({ run, labels }: Candidate): string[] {
  const namer = runSegmentNamer(run)
  return labels.filter((label) => label >= 0).map((label) => translate(namer(label), 'en'))
}
