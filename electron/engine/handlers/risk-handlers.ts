import { promises as fs } from 'node:fs'
import path from 'node:path'
import { literal, text } from '@shared/contract/text'
import type { HandlersOf } from '../engine-context'

export const riskHandlers: HandlersOf<'risk' | 'model'> = {
  'model/export': async (context, { runId, token, format }) => {
    const outPath = context.files.pathOf(token, 'write')
    const { pool, path: workspace } = context.session()
    const title = text('jobs.export', { name: literal(path.basename(outPath)) })
    const { jobId } = context.jobs.start('export', title, async ({ signal, started }) => {
      started()
      const handle = pool.writeModel({ workspace, runId, format })
      signal.addEventListener('abort', () => handle.cancel(), { once: true })
      await fs.writeFile(outPath, await handle.promise)
      return { path: outPath }
    })
    return { jobId }
  },
  'risk/begin': (context, request) => context.session().reader.beginRisk(request),
  'risk/look': (context, request) => context.session().reader.lookAtRisk(request),
  'risk/actions': (context, request) => context.session().reader.riskActions(request),
  'risk/export': async (context, { token, ...list }) => {
    const outPath = context.files.pathOf(token, 'write')
    const { reader } = context.session()
    const title = text('jobs.export', { name: literal(path.basename(outPath)) })
    const { jobId } = context.jobs.start('export', title, async ({ signal, started }) => {
      started()
      const handle = reader.writeRisk({ ...list, path: outPath })
      signal.addEventListener('abort', () => handle.cancel(), { once: true })
      return { path: outPath, rowsExported: await handle.promise }
    })
    return { jobId }
  },
}
