import type { HandlersOf } from '../engine-context'
import { withoutUndefined } from '../without-undefined'

export const workspaceHandlers: HandlersOf<'workspace'> = {
  'workspace/info': async (context) =>
    context.hasWorkspace() ? context.session().database.request('workspace/info', null) : null,
  'workspace/settings': async (context, changes) => {
    const settings = await context.session().database.request('workspace/settings', withoutUndefined(changes))
    context.emit({ type: 'changed', what: 'workspace' })
    return settings
  },
}
