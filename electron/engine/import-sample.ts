import { resourcePath } from '../paths'
import type { EngineContext } from './engine-context'
import { startImport } from './handlers/import-handlers'

/** The sample shop: one row per customer, and one per line of their orders. */
const sampleFiles = [
  { file: 'customers.csv', dataset: 'customers', grain: 'customer' },
  { file: 'transactions.csv', dataset: 'transactions', grain: 'order-line' },
] as const

/** Imports the sample shop into the open workspace, as jobs like any other. */
export async function importSample(context: EngineContext): Promise<void> {
  const { database } = context.session()
  for (const { file, dataset, grain } of sampleFiles) {
    const imported = startImport(context, { path: resourcePath('sample-data', file), file, dataset })
    const [outcome] = await imported.outcomes
    if (!outcome) continue
    const { columns } = await database.request('dataset/get', { dataset: outcome.datasetId })
    const customerKey = columns.find(({ role }) => role === 'customer')?.name
    await database.request('dataset/declare', { dataset: outcome.datasetId, grain, customerKey })
  }
  context.emit({ type: 'changed', what: 'datasets' })
}
