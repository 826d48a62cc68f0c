import { describeMethod } from '@shared/methods/describe-method'
import { parseParams } from '@shared/methods/parse-params'
import { methodOf, methods } from '@shared/methods/registry'
import { columnProfiles } from '../column-profiles'
import type { HandlersOf } from '../engine-context'
import { proposeRun } from '../propose-run'

export const methodHandlers: HandlersOf<'method'> = {
  'method/list': async () => [...methods.values()].map(describeMethod),
  'method/propose': async (context, { methodId, dataset, target }) => {
    const session = context.session()
    const found = await session.database.request('dataset/get', { dataset })
    return proposeRun(methodOf(methodId), found, await columnProfiles(session, found.id), target)
  },
  'method/estimate': async (context, request) => {
    const method = methodOf(request.methodId)
    if (!method.estimate || request.dataset === null) return null
    const dataset = await context.session().database.request('dataset/get', { dataset: request.dataset })
    const nColumns = Object.values(request.columns).flat().length
    return method.estimate(dataset.nRows, nColumns, parseParams(method, request.params))
  },
}
