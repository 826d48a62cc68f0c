import { type Text, text } from '@shared/contract/text'
import type { MethodDescriptor, RunRequest, RunSummary } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import type { ParameterSchema } from '@shared/methods/describe-method'
import { checkParam } from './params/check-param'

/** A request being filled in: everything that was chosen, nothing left out. */
export type Draft = RunSummary['request']

/** A stored or proposed request as a draft. */
export function draftOf(request: RunRequest, dataset: string | null): Draft {
  return {
    methodId: request.methodId,
    dataset: dataset ?? request.dataset,
    columns: { ...request.columns },
    params: { ...request.params },
    where: request.where ?? null,
    segment: request.segment ?? null,
    seed: request.seed ?? 42,
  }
}

/** The chosen columns of a role as a list, whatever its count. */
export function columnsOf(draft: Pick<Draft, 'columns'>, role: string): readonly string[] {
  const chosen = draft.columns[role]
  return chosen === undefined ? [] : Array.isArray(chosen) ? chosen : [chosen]
}

/** Whether all columns of a request are still there. */
function fitsDataset(request: RunSummary['request'], dataset: Dataset): boolean {
  const names = new Set(dataset.columns.map((column) => column.name))
  return Object.values(request.columns)
    .flat()
    .every((name) => names.has(name))
}

/** The latest request of this method on this dataset that can be made again; runs are newest first or not, as they come. */
export function lastRequest(
  runs: readonly RunSummary[],
  methodId: string,
  dataset: Dataset,
): RunSummary['request'] | undefined {
  const own = runs.filter((run) => run.methodId === methodId && run.datasetId === dataset.id)
  const newest = own.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  return newest.find((run) => fitsDataset(run.request, dataset))?.request
}

/** What is wrong with a draft: by `columns.<role>`, `params.<name>`, `dataset` or `seed`. Empty when it can be run. */
export function checkDraft(method: MethodDescriptor, draft: Draft): Record<string, Text> {
  const problems: Record<string, Text> = {}
  const needsData = Object.values(method.inputs).some((input) => input.required)
  if (needsData && draft.dataset === null) problems['dataset'] = text('forms.datasetMissing')
  for (const [role, input] of Object.entries(method.inputs)) {
    const count = columnsOf(draft, role).length
    const least = input.required ? (input.min ?? 1) : count > 0 ? (input.min ?? 1) : 0
    if (count < least) problems[`columns.${role}`] = text('forms.columnsMissing', { least })
  }
  const properties = (method.params as ParameterSchema).properties ?? {}
  for (const [name, schema] of Object.entries(properties)) {
    const problem = checkParam(schema, draft.params[name])
    if (problem) problems[`params.${name}`] = problem
  }
  if (!Number.isInteger(draft.seed) || draft.seed < 0) problems['seed'] = text('forms.seedInvalid')
  return problems
}
