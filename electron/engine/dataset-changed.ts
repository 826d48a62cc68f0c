import { replayRecipe } from './change-recipe'
import type { EngineContext } from './engine-context'

/**
 * Datasets begin with another revision: an import was published, taken back or brought back. What depends on them is made anew
 * here, first of all their own recipes; then the page hears of it.
 */
export async function datasetsChanged(context: EngineContext, datasetIds: readonly string[]): Promise<void> {
  try {
    for (const id of datasetIds) await (await replayRecipe(context, id))?.done
  } finally {
    context.emit({ type: 'changed', what: 'datasets' })
  }
}
