import { replayRecipe } from '../change-recipe'
import type { EngineContext, HandlersOf } from '../engine-context'
import { exportRejects } from '../export-rejects'

export const rejectHandlers: HandlersOf<'rejects'> = {
  'rejects/list': async (context, request) => context.session().database.request('rejects/list', request),
  'rejects/summary': async (context, request) => context.session().database.request('rejects/summary', request),
  'rejects/fix': async (context, request) => {
    const answer = await context.session().database.request('rejects/fix', request)
    await rowsChanged(context, request.dataset)
    return answer
  },
  'rejects/export': async (context, { dataset, token, language }) => ({
    rows: await exportRejects(context.session(), dataset, context.files.pathOf(token, 'write'), language),
  }),
}

async function rowsChanged(context: EngineContext, dataset: string): Promise<void> {
  await (await replayRecipe(context, dataset))?.done
  context.emit({ type: 'changed', what: 'datasets' })
}
