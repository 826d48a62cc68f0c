import { failure } from '@shared/contract/app-error'
import type { RunSummary } from '@shared/contract/workspace'
import { segmentNamer } from '@shared/figures/segment-name'
import { type Language, languages } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import { methodOf } from '@shared/methods/registry'
import type { SelectedRows } from '../database/query-client'
import type { WorkspaceSession } from './workspace-session'

interface Candidate {
  run: RunSummary
  field: string
  labels: Set<number>
}

/**
 * Rows of a segment, by the name it was given or by its standing name ("Segment 2", "客群 2"). The latest run that has such a
 * segment decides, and the rows are those of the revision it was computed on.
 * @param dataset id of the dataset
 * @throws segmentUnknown, with the names there are
 */
export async function selectSegment(
  session: WorkspaceSession,
  dataset: string,
  segment: string,
): Promise<SelectedRows> {
  const { database } = session
  const runs = (await database.request('run/list', null)).filter(({ datasetId }) => datasetId === dataset)
  const known = new Set<string>()
  for (const run of runs) {
    const field = methodOf(run.methodId).segmentLabels
    if (!field) continue
    const { data: labels } = await database.request('run/array', { runId: run.id, path: field })
    const candidate: Candidate = { run, field, labels: new Set(labels) }
    const label = labelOf(candidate, segment)
    if (label !== null) {
      const { revisionId } = await database.request('run/get', { runId: run.id })
      return { rowIds: rowsOf(labels, label), revisionId: revisionId ?? 0 }
    }
    for (const name of namesOf(candidate)) known.add(name)
  }
  throw failure('segmentUnknown', { segment, segments: [...known].slice(0, 30).join(', ') || '–' })
}

function labelOf({ run, labels }: Candidate, wanted: string): number | null {
  const name = wanted.trim().toLowerCase()
  const given = Object.entries(run.segmentNames).find(([, own]) => own.toLowerCase() === name)
  if (given) return Number(given[0])
  const matches = [...labels].find((label) => languages.some((language) => standing(label, language) === name))
  return matches ?? null
}

function standing(label: number, language: Language): string {
  return label < 0 ? '' : translate(segmentNamer({})(label), language).toLowerCase()
}

function namesOf({ run, labels }: Candidate): string[] {
  const namer = segmentNamer(run.segmentNames)
  return [...labels]
    .filter((label) => label >= 0)
    .sort((a, b) => a - b)
    .map((label) => translate(namer(label), 'en'))
}

function rowsOf(labels: ArrayLike<number>, label: number): Int32Array {
  const rows: number[] = []
  for (let row = 0; row < labels.length; row++) if (labels[row] === label) rows.push(row)
  return Int32Array.from(rows)
}
