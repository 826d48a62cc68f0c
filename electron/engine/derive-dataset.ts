import type { Progress } from '@shared/contract/run-events'
import { literal, type Text, text } from '@shared/contract/text'
import type { RecipeStep } from '@shared/recipe/recipe'
import type { Derived, DeriveRequest } from '../worker'
import type { EngineContext } from './engine-context'
import type { StartedJob } from './job-registry'

/** A derivation that was asked for; `derived` settles after it was stored. */
export interface StartedDerivation extends StartedJob {
  derived: Promise<Derived>
}

/**
 * Computes a table and writes it as a new dataset or as a dataset's next revision, as a job with progress and cancel.
 * A table that is in memory already comes as `from: { frame, inputs }`; everything else is steps on a stored revision.
 * @param name what the jobs tray calls the dataset
 * @throws nothing; what is refused is the job's failure
 * @example deriveDataset(context, { from: { revisionId }, steps: [], lenient: false, kind: 'roll-up', target: { as: 'dataset', name } }, name)
 */
export function deriveDataset(context: EngineContext, request: DeriveRequest, name: string): StartedDerivation {
  const { deriver } = context.session()
  return startDerivation(context, titleOf(name), (progress, signal) => deriver.derive(request, progress, signal))
}

export function titleOf(dataset: string): Text {
  return text('jobs.prepare', { dataset: literal(dataset) })
}

/** Runs work that ends in a derived table as a job; the lists of datasets are to be read again when it is done. */
export function startDerivation(
  context: EngineContext,
  title: Text,
  work: (progress: (progress: Progress) => void, signal: AbortSignal) => Promise<Derived>,
): StartedDerivation {
  let derived: Derived | undefined
  const job = context.jobs.start('prepare', title, async ({ signal, started, progress }) => {
    started()
    derived = await work(progress, signal)
    context.emit({ type: 'changed', what: 'datasets' })
    return derived.revision ? { datasetIds: [derived.revision.datasetId] } : {}
  })
  const whole = job.done.then(() => derived as Derived)
  whole.catch(() => {})
  return { ...job, derived: whole }
}

/**
 * What steps make of a dataset as it is now, as a dataset of its own.
 * @throws datasetUnknown
 */
export async function applyAsDataset(
  context: EngineContext,
  dataset: string,
  steps: RecipeStep[],
  name: string,
): Promise<StartedDerivation> {
  const { database } = context.session()
  const { grain, customerKey } = await database.request('dataset/get', { dataset })
  const { id: revisionId } = await database.request('dataset/revision', { dataset })
  const target = { as: 'dataset' as const, name, grain, customerKey }
  return deriveDataset(context, { from: { revisionId }, steps, lenient: false, target, kind: 'recipe' }, name)
}
