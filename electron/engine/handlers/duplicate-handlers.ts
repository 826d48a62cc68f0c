import type { HandlersOf } from '../engine-context'
import { duplicateGroups, startDuplicates } from '../find-duplicates'

export const duplicateHandlers: HandlersOf<'duplicates'> = {
  'duplicates/find': async (context, question) => {
    const { jobId } = await startDuplicates(context, question)
    return { jobId }
  },
  'duplicates/groups': async (context, request) => duplicateGroups(context.session(), request),
}
