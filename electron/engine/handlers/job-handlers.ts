import type { HandlersOf } from '../engine-context'

export const jobHandlers: HandlersOf<'job'> = {
  'job/list': async (context) => context.jobs.list(),
  'job/cancel': async (context, { jobId }) => {
    context.jobs.cancel(jobId)
    return null
  },
}
