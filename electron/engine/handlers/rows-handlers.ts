import type { HandlersOf } from '../engine-context'
import { withConditionEvaluated } from '../select-rows'

export const rowsHandlers: HandlersOf<'rows'> = {
  'rows/open': async (context, { first, ...query }) => {
    const session = context.session()
    return session.reader.openRows({ ...(await withConditionEvaluated(session, query)), first })
  },
  'rows/window': async (context, request) => context.session().reader.windowOfRows(request),
  'rows/ids': async (context, { viewId, start, count }) => ({
    rowIds: context
      .session()
      .reader.rowIdsOf(viewId)
      .slice(start, start + count),
  }),
  'rows/close': async (context, { viewId }) => {
    context.session().reader.closeRows(viewId)
    return null
  },
}
