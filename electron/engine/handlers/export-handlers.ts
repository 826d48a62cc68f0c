import path from 'node:path'
import { literal, text } from '@shared/contract/text'
import type { HandlersOf } from '../engine-context'
import { exportRows } from '../export-rows'

export const exportHandlers: HandlersOf<'export'> = {
  'export/rows': async (context, request) => {
    const outPath = context.files.pathOf(request.token, 'write')
    const session = context.session()
    const title = text('jobs.export', { name: literal(path.basename(outPath)) })
    const { jobId } = context.jobs.start('export', title, async ({ signal, started, progress }) => {
      started()
      await exportRows(session, request, outPath, progress, signal)
      return { path: outPath }
    })
    return { jobId }
  },
}
