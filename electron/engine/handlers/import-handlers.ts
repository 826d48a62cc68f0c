import path from 'node:path'
import type { ImportOptions } from '@shared/contract/import'
import { text } from '@shared/contract/text'
import type { ImportOutcome, ImportRequest } from '../../import'
import { datasetsChanged } from '../dataset-changed'
import type { EngineContext, HandlersOf } from '../engine-context'
import type { StartedJob } from '../job-registry'
import { withoutUndefined } from '../without-undefined'

export const importHandlers: Pick<HandlersOf<'import'>, 'import/inspect' | 'import/start'> = {
  'import/inspect': async (context, { token, options }) =>
    context.session().importer.inspect(context.files.pathOf(token, 'read'), optionsOf(options)),
  'import/start': async (context, { token, dataset, options, more = [] }) => {
    const file = context.files.pathOf(token, 'read')
    const others = more.map((other) => ({ path: context.files.pathOf(other, 'read') }))
    const said = { path: file, dataset, options: optionsOf(options), more: others }
    const request = withoutUndefined(said) as ImportRequest
    const { jobId } = startImport(context, request)
    return { jobId }
  },
}

function optionsOf(options: object | undefined): Partial<ImportOptions> {
  return withoutUndefined({ ...options })
}

/** Starts an import as a job; `outcomes` are its receipts. */
export function startImport(
  context: EngineContext,
  request: ImportRequest,
): StartedJob & { outcomes: Promise<ImportOutcome[]> } {
  const { importer } = context.session()
  const dryRun = request.options?.dryRun ?? false
  const title = text(dryRun ? 'reimport.job' : 'jobs.import', { file: request.file ?? path.basename(request.path) })
  let receipts: ImportOutcome[] = []
  const job = context.jobs.start('import', title, async ({ signal, started, progress }) => {
    started()
    receipts = await importer.import(request, progress, signal)
    if (dryRun) return { comparison: receipts[0]?.receipt.diff ?? null }
    const datasetIds = receipts.map(({ datasetId }) => datasetId)
    await datasetsChanged(context, datasetIds)
    return {
      datasetIds,
      rowsImported: sum(receipts, 'rowsImported'),
      rowsRejected: sum(receipts, 'rowsRejected'),
    }
  })
  const outcomes = job.done.then(() => receipts)
  outcomes.catch(() => {})
  return { ...job, outcomes }
}

function sum(outcomes: readonly ImportOutcome[], field: 'rowsImported' | 'rowsRejected'): number {
  return outcomes.reduce((total, { receipt }) => total + receipt[field], 0)
}
