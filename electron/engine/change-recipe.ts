import { randomUUID } from 'node:crypto'
import { AppException, failure } from '@shared/contract/app-error'
import { text } from '@shared/contract/text'
import type { RecipeStep, RecipeStepInput } from '@shared/recipe/recipe'
import { recipeStepSchema } from '@shared/recipe/recipe'
import { stepParams } from '@shared/recipe/registry'
import type { StoredRecipe } from '../database/recipe-store'
import type { Derived } from '../worker'
import { type StartedDerivation, startDerivation, titleOf } from './derive-dataset'
import type { EngineContext } from './engine-context'
import type { WorkspaceSession } from './workspace-session'

/** Changes of one dataset's recipe follow each other: each begins with what the one before has left. */
const turns = new WeakMap<WorkspaceSession, Map<string, Promise<unknown>>>()

function inTurn<T>(session: WorkspaceSession, datasetId: string, action: () => Promise<T>): Promise<T> {
  const known = turns.get(session) ?? new Map<string, Promise<unknown>>()
  turns.set(session, known)
  const result = (known.get(datasetId) ?? Promise.resolve()).then(action)
  known.set(
    datasetId,
    result.catch(() => {}),
  )
  return result
}

/** Steps as they are stored: checked, with their defaults and an id each. @throws stepUnknown, parameterInvalid */
export function checkSteps(given: readonly RecipeStepInput[]): RecipeStep[] {
  return given.map((step, i) => {
    const checked = recipeStepSchema.parse(step)
    return { ...checked, id: checked.id ?? randomUUID(), params: checkedParams(checked, i) }
  })
}

/** What is refused says which step it is. */
function checkedParams(step: RecipeStep, place: number) {
  try {
    return stepParams(step)
  } catch (thrown) {
    if (!(thrown instanceof AppException)) throw thrown
    throw new AppException({ hint: text('errors.hint.stepPlace', { place: place + 1 }), ...thrown.error })
  }
}

/**
 * Changes a dataset's recipe and computes what it makes of the imported rows, as a job. The change becomes a state of its own,
 * which undo leaves and redo comes back to.
 * @param change makes the new steps of the present ones
 * @throws datasetUnknown
 */
export async function changeRecipe(
  context: EngineContext,
  dataset: string,
  change: (steps: RecipeStep[]) => readonly RecipeStepInput[],
): Promise<StartedDerivation> {
  const session = context.session()
  const { id, name } = await session.database.request('dataset/get', { dataset })
  return startDerivation(context, titleOf(name), (progress, signal) =>
    inTurn(session, id, async () => {
      const recipe = await session.database.request('recipe/get', { dataset: id })
      const steps = checkSteps(change(recipe.steps))
      const place = { position: recipe.position + 1, truncate: true }
      return applyState(session, recipe, { steps, ...place, lenient: false }, progress, signal)
    }),
  )
}

/** Goes to another state of the recipe: one back (undo) or one forward (redo). @throws datasetUnknown */
export async function stepThroughRecipe(
  context: EngineContext,
  dataset: string,
  by: -1 | 1,
): Promise<StartedDerivation> {
  const session = context.session()
  const { id, name } = await session.database.request('dataset/get', { dataset })
  const { position, lastPosition } = await session.database.request('recipe/get', { dataset: id })
  if (position + by < 0) throw failure('recipeNothingToUndo')
  if (position + by > lastPosition) throw failure('recipeNothingToRedo')
  return startDerivation(context, titleOf(name), (progress, signal) =>
    inTurn(session, id, async () => {
      const recipe = await session.database.request('recipe/get', { dataset: id })
      const wanted = Math.max(0, Math.min(recipe.lastPosition, recipe.position + by))
      const state = await session.database.request('recipe/state', { dataset: id, position: wanted })
      const place = { position: wanted, truncate: false }
      if (state.revisionId === null) {
        return applyState(session, recipe, { steps: state.steps, ...place, lenient: true }, progress, signal)
      }
      const { steps, reports, revisionId } = state
      return moveTo(session, { datasetId: id, ...place, steps, reports, revisionId })
    }),
  )
}

/**
 * Applies a dataset's recipe again, after what it begins with has been replaced. Steps that no longer fit are left out, and the
 * recipe's reports say which and why.
 */
export async function replayRecipe(context: EngineContext, dataset: string): Promise<StartedDerivation | null> {
  const session = context.session()
  const { id, name } = await session.database.request('dataset/get', { dataset })
  const { steps } = await session.database.request('recipe/get', { dataset: id })
  if (steps.length === 0) return null
  return startDerivation(context, titleOf(name), (progress, signal) =>
    inTurn(session, id, async () => {
      const recipe = await session.database.request('recipe/get', { dataset: id })
      const place = { position: recipe.position, truncate: false }
      return applyState(session, recipe, { steps: recipe.steps, ...place, lenient: true }, progress, signal)
    }),
  )
}

interface WantedState {
  steps: RecipeStep[]
  position: number
  truncate: boolean
  lenient: boolean
}

async function applyState(
  session: WorkspaceSession,
  recipe: StoredRecipe,
  { steps, position, truncate, lenient }: WantedState,
  progress: Parameters<WorkspaceSession['deriver']['derive']>[1],
  signal: AbortSignal,
): Promise<Derived> {
  const { datasetId, importedRevision, position: after } = recipe
  if (!steps.some(({ enabled }) => enabled)) {
    const reports = await reportsOf(session, importedRevision, steps, signal)
    return moveTo(session, { datasetId, position, truncate, steps, reports, revisionId: importedRevision })
  }
  const target = { as: 'revision' as const, dataset: datasetId, recipe: { steps, position, truncate, after } }
  const from = { revisionId: importedRevision }
  return session.deriver.derive({ from, steps, lenient, target, kind: 'recipe' }, progress, signal)
}

/** What is said of steps that are all switched off. */
async function reportsOf(session: WorkspaceSession, revisionId: number, steps: RecipeStep[], signal: AbortSignal) {
  if (steps.length === 0) return []
  const request = { from: { revisionId }, steps, lenient: true, target: null, kind: 'recipe' }
  return (await session.deriver.derive(request, undefined, signal)).reports
}

async function moveTo(
  session: WorkspaceSession,
  state: Parameters<typeof session.database.request<'recipe/move'>>[1],
): Promise<Derived> {
  await session.database.request('recipe/move', state)
  const { id, name, revision, nRows, columns } = await session.database.request('dataset/get', {
    dataset: state.datasetId,
  })
  const written = { revisionId: state.revisionId, datasetId: id, dataset: name, revision }
  return { revision: written, nRows, columns, reports: [...state.reports], examples: null }
}
