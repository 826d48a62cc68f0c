import path from 'node:path'
import { literal, text } from '@shared/contract/text'
import type { HandlersOf } from '../engine-context'
import { exportRows } from '../export-rows'

export const exportHandlers: HandlersOf<'export'> = {
  'export/list': async (context, request) => context.session().database.request('export/list', request),
  'export/rows': async (context, request) => {
    const outPath = context.files.pathOf(request.token, 'write')
    const session = context.session()
    const title = text('jobs.export', { name: literal(path.basename(outPath)) })
    const { jobId } = context.jobs.start('export', title, async ({ signal, started, progress }) => {
      started()
      const receipt = await exportRows(session, request, outPath, { onProgress: progress, signal })
      const { rows, columns, cellsEscaped, cellsCut, sheets } = receipt
      context.emit({ type: 'changed', what: 'datasets' })
      const exported = { columns: columns.length, cellsEscaped, cellsCut, sheets }
      return { path: outPath, rowsExported: rows, exported }
    })
    return { jobId }
  },
}
