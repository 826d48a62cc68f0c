import type { CompileContext, SqlTable } from '@shared/conditions/compile-condition'
import { identifier, type ReadableDatabase } from '../../database/connection'
import { type Revision, readDataset, readRevision } from '../../database/dataset-store'

/** A revision with what is known of its dataset. */
export interface Basis {
  revision: Revision
  dataset: string
  customerKey: string | null
}

/** The current revision of a dataset, or another one by its id. @throws datasetUnknown */
export function basisOf(database: ReadableDatabase, dataset: string, revision?: Revision): Basis {
  const { name, customerKey } = readDataset(database, dataset)
  return { revision: revision ?? readRevision(database, dataset), dataset: name, customerKey }
}

/** A revision as conditions read it. */
export function tableOf({ revision, dataset, customerKey }: Basis): SqlTable {
  return { name: dataset, columns: revision.columns, customerKey, from: `main.${identifier(revision.tableName)}` }
}

/** What compiling a condition asks of the workspace; datasets of events are read in their current revision. */
export function compileContext(database: ReadableDatabase): CompileContext {
  return {
    linked: (dataset) => tableOf(basisOf(database, dataset)),
    latest: ({ from }, column) =>
      database.prepare(`SELECT max(substr(c${column}, 1, 10)) FROM ${from}`).pluck().get() as string | null,
  }
}
