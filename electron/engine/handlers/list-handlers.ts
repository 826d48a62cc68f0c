import path from 'node:path'
import { literal, text } from '@shared/contract/text'
import type { HandlersOf } from '../engine-context'
import { untilAborted } from '../until-aborted'

export const listHandlers: HandlersOf<'list'> = {
  'list/window': async (context, request) => context.session().reader.windowOfList(request),
  'list/explain': async (context, request) => context.session().reader.explainRow(request),
  'list/export': async (context, { token, ...list }) => {
    const outPath = context.files.pathOf(token, 'write')
    const { reader } = context.session()
    const title = text('jobs.export', { name: literal(path.basename(outPath)) })
    const { jobId } = context.jobs.start('export', title, async ({ started, signal }) => {
      started()
      const rowsExported = await untilAborted(reader.writeList({ ...list, path: outPath }), signal)
      return { path: outPath, rowsExported }
    })
    return { jobId }
  },
}
