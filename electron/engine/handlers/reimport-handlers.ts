import type { BatchChange } from '../../database/batch-store'
import { datasetsChanged } from '../dataset-changed'
import type { EngineContext, EngineHandlers } from '../engine-context'

type ReimportHandlers = Pick<EngineHandlers, 'import/recall' | 'import/batches' | 'import/undo' | 'import/redo'>
type Which = { batch: number } | { dataset: string }

export const reimportHandlers: ReimportHandlers = {
  'import/recall': async (context, request) => context.session().database.request('import/recall', request),
  'import/batches': async (context, request) => context.session().database.request('import/batches', request),
  'import/undo': (context, which) => changeBatch(context, which, 'undo'),
  'import/redo': (context, which) => changeBatch(context, which, 'redo'),
}

/** Takes an import back, or brings it back. @throws what electron/database/batch-store refuses */
export async function changeBatch(context: EngineContext, which: Which, what: 'undo' | 'redo'): Promise<BatchChange> {
  const { database } = context.session()
  const batch =
    'batch' in which ? which.batch : await database.request('import/latest', { dataset: which.dataset, what })
  const { datasets } = await database.request(`import/${what}`, { batch })
  const inView = datasets.filter(({ rows }) => rows !== null).map(({ id }) => id)
  await datasetsChanged(context, inView)
  const now = await database.request('dataset/list', null)
  const rowsOf = (id: string) => now.find((dataset) => dataset.id === id)?.nRows ?? null
  return { batch, datasets: datasets.map(({ id, name }) => ({ id, name, rows: rowsOf(id) })) }
}
