import { toAppError } from '@shared/contract/app-error'
import { literal, type Text } from '@shared/contract/text'
import { parameterSchema } from '@shared/methods/describe-method'
import type { RecipeStep } from '@shared/recipe/recipe'
import { ownerOf, stepKinds, stepParams } from '@shared/recipe/registry'
import { changeRecipe, checkSteps, stepThroughRecipe } from '../change-recipe'
import type { EngineContext, HandlersOf } from '../engine-context'
import { sqlOfRecipe } from '../sql-of-recipe'

export const recipeHandlers: HandlersOf<'recipe'> = {
  'recipe/kinds': async () =>
    [...stepKinds.values()].map((step) => ({
      kind: step.kind,
      group: step.group,
      params: parameterSchema(ownerOf(step)) as Record<string, unknown>,
    })),
  'recipe/get': async (context, { dataset }) => {
    const recipe = await context.session().database.request('recipe/get', { dataset })
    const { steps, reports, position, lastPosition } = recipe
    const sql = await sqlOfRecipe(context.session(), recipe)
    const known = steps.map((step, i) => ({ ...step, id: step.id ?? String(i), words: wordsOf(step) }))
    return { steps: known, reports, sql, canUndo: position > 0, canRedo: position < lastPosition }
  },
  'recipe/set': async (context, { dataset, steps }) => jobOf(await changeRecipe(context, dataset, () => steps)),
  'recipe/append': async (context, { dataset, steps }) =>
    jobOf(await changeRecipe(context, dataset, (present) => [...present, ...steps])),
  'recipe/undo': async (context, { dataset }) => jobOf(await stepThroughRecipe(context, dataset, -1)),
  'recipe/redo': async (context, { dataset }) => jobOf(await stepThroughRecipe(context, dataset, 1)),
  'recipe/preview': async (context, { dataset, steps, examplesFrom }) => preview(context, dataset, steps, examplesFrom),
}

/** A step in a sentence; of a kind that this version does not know, its name. */
function wordsOf(step: RecipeStep): Text {
  const kind = stepKinds.get(step.kind)
  return kind ? kind.words(stepParams(step)) : literal(step.kind)
}

function jobOf({ jobId }: { jobId: string }): { jobId: string } {
  return { jobId }
}

async function preview(
  context: EngineContext,
  dataset: string,
  steps: readonly RecipeStep[],
  examplesFrom: number | undefined,
) {
  const { database, deriver } = context.session()
  const { importedRevision } = await database.request('recipe/get', { dataset })
  const from = { revisionId: importedRevision }
  try {
    const checked = checkSteps(steps)
    const request = { from, steps: checked, lenient: true, target: null, kind: 'recipe', examplesFrom }
    const { reports, columns, nRows, examples } = await deriver.derive(request)
    return { reports, columns, nRows, examples, error: null }
  } catch (thrown) {
    return { reports: [], columns: [], nRows: 0, examples: null, error: toAppError(thrown) }
  }
}
