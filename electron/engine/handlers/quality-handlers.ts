import type { HandlersOf } from '../engine-context'
import { findQuality, foundSoFar } from '../find-quality'

export const qualityHandlers: HandlersOf<'quality'> = {
  'quality/find': async (context, { dataset }) => {
    const { view, started } = await findQuality(context, dataset)
    return view ? { jobId: null, view } : { jobId: started.jobId, view: null }
  },
  'quality/found': async (context, { jobId }) => foundSoFar(context.session(), jobId),
  'quality/ignore': async (context, request) => context.session().database.request('quality/ignore', request),
}
