import { failure } from '@shared/contract/app-error'
import { checkSteps, replayRecipe } from '../change-recipe'
import { deriveDataset, startDerivation, titleOf } from '../derive-dataset'
import { deriveFromSql } from '../derive-sql'
import type { EngineContext, HandlersOf } from '../engine-context'
import { withoutUndefined } from '../without-undefined'

/** The preview that is under way. */
let preview: AbortController | null = null

export const deriveHandlers: HandlersOf<'derive'> = {
  'derive/create': async (context, { dataset, steps, kind, name, ...meaning }) => {
    const { database } = context.session()
    const { id: revisionId } = await database.request('dataset/revision', { dataset })
    const target = { as: 'dataset' as const, name, ...withoutUndefined(meaning) }
    const request = { from: { revisionId }, steps: checkSteps(steps), lenient: false, kind, target }
    const { jobId } = deriveDataset(context, request, name)
    return { jobId }
  },
  'derive/origin': async (context, { dataset }) => context.session().database.request('derive/origin', { dataset }),
  'derive/refresh': async (context, { dataset }) => {
    const { database, deriver } = context.session()
    const { id, name } = await database.request('dataset/get', { dataset })
    const derivation = await database.request('derive/source', { dataset: id })
    if (derivation?.sql !== undefined) return refreshFromSql(context, { id, name, sql: derivation.sql })
    const [input] = derivation?.inputs ?? []
    if (!derivation || !input) throw failure('datasetNotDerived', { dataset: name })
    const { id: revisionId } = await database.request('dataset/revision', { dataset: input.dataset })
    const { jobId } = startDerivation(context, titleOf(name), async (progress, signal) => {
      const target = { as: 'revision' as const, dataset: id, recipe: null }
      const { steps, kind } = derivation
      const derived = await deriver.derive(
        { from: { revisionId }, steps, lenient: false, kind, target },
        progress,
        signal,
      )
      await (await replayRecipe(context, id))?.done
      return derived
    })
    return { jobId }
  },
  'derive/preview': async (context, { dataset, steps }) => {
    preview?.abort()
    const mine = new AbortController()
    preview = mine
    const { database, deriver } = context.session()
    const { id: revisionId } = await database.request('dataset/revision', { dataset })
    const request = { from: { revisionId }, steps: checkSteps(steps), lenient: false, kind: 'preview', target: null }
    const { nRows, columns, reports } = await deriver.derive(request, undefined, mine.signal)
    return { nRows, columns, notes: reports.flatMap(({ notes }) => notes) }
  },
}

/** Asks a dataset's question again; its own recipe is replayed on the answer. */
function refreshFromSql(context: EngineContext, { id, name, sql }: { id: string; name: string; sql: string }) {
  const session = context.session()
  const { jobId } = startDerivation(context, titleOf(name), async (progress, signal) => {
    const target = { as: 'revision' as const, dataset: id, recipe: null }
    const derived = await deriveFromSql(session, sql, target, progress, signal)
    await (await replayRecipe(context, id))?.done
    return derived
  })
  return { jobId }
}
