import { failure } from '@shared/contract/app-error'
import { isDiskFull } from '../../import/parts/disk-errors'
import type { DerivationClient } from './derivation-client'
import type { Computed } from './derive'
import type { DerivedRevision, DeriveTarget } from './messages'
import { writeFrame } from './write-frame'
import { writeSql } from './write-sql'

interface WriteTableOptions {
  target: DeriveTarget
  partsFolder: string
  /** Throws `cancelled` when it is not wanted any more. */
  check(): void
  progress(fraction: number): void
}

/**
 * Writes a table into the workspace as a revision that appears in one last transaction, with its source.
 * @throws cancelled, diskFull, recipeChanged, what the target is refused for
 */
export async function writeTable(
  { table, nRows, columns, source, reports }: Computed,
  staging: DerivationClient,
  { target, ...options }: WriteTableOptions,
): Promise<DerivedRevision> {
  const { revisionId } = await staging.begin({ target, storages: columns.map(({ storage }) => storage) })
  try {
    if ('frame' in table) await writeFrame(table.frame, staging, revisionId, options)
    else await writeSql(table.sql, table.scratch, { ...options, take: (file) => staging.take(revisionId, file) })
    options.check()
  } catch (thrown) {
    throw isDiskFull(thrown) ? failure('diskFull') : thrown
  }
  return staging.publish({ nRows, columns, source, reports })
}
