import type { Dataset } from '@shared/dataset/schema'
import { columnProfiles } from '../column-profiles'
import type { EngineContext, HandlersOf } from '../engine-context'

export const datasetHandlers: HandlersOf<'dataset'> = {
  'dataset/list': async (context) => context.session().database.request('dataset/list', null),
  'dataset/rename': async (context, request) =>
    changed(context, await context.session().database.request('dataset/rename', request)),
  'dataset/remove': async (context, request) => {
    await context.session().database.request('dataset/remove', request)
    context.emit({ type: 'changed', what: 'datasets' })
    return null
  },
  'dataset/restore': async (context, request) =>
    changed(context, await context.session().database.request('dataset/restore', request)),
  'dataset/describe-column': async (context, { dataset, column, ...said }) =>
    changed(context, await context.session().database.request('dataset/describe-column', { dataset, column, said })),
  'dataset/declare': async (context, request) =>
    changed(context, await context.session().database.request('dataset/declare', request)),
  'dataset/profile': async (context, { dataset }) => columnProfiles(context.session(), dataset),
  'dataset/receipts': async (context, request) => context.session().database.request('dataset/receipts', request),
  'dataset/rejects': async (context, request) => context.session().database.request('dataset/rejects', request),
}

function changed(context: EngineContext, dataset: Dataset): Dataset {
  context.emit({ type: 'changed', what: 'datasets' })
  return dataset
}
