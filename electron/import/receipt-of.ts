import { createHash } from 'node:crypto'
import type { FileReceipt } from '@shared/contract/import'
import type { TableOutcome } from './import-table'
import type { ImportOutcome, StagingPublish } from './messages'
import type { Merged } from './reimport-messages'

/** What an import says of one dataset: totals over its files, each file where there are several, and what changed. */
export function receiptOf(
  outcomes: readonly TableOutcome[],
  published: readonly StagingPublish[],
  merged: Merged | null,
): ImportOutcome {
  const [outcome] = outcomes
  const [first] = published
  if (!outcome || !first) throw new Error('A dataset is made from at least one file.')
  const sum = (field: 'rowsRead' | 'rowsImported' | 'rowsRejected') =>
    published.reduce((total, { receipt }) => total + receipt[field], 0)
  const columns = merged?.columns ?? outcome.columns
  return {
    datasetId: outcome.begun.datasetId,
    receipt: {
      dataset: outcome.begun.dataset,
      rowsRead: sum('rowsRead'),
      rowsImported: sum('rowsImported'),
      rowsRejected: sum('rowsRejected'),
      columns: columns.map(({ name, measureType, missing }) => ({ name, measureType, missing })),
      encoding: first.receipt.encoding,
      delimiter: first.receipt.delimiter,
      sha256: published.length === 1 ? first.receipt.sha256 : hashOfHashes(published),
      durationMs: first.receipt.durationMs,
      warnings: published.flatMap(({ receipt }) => receipt.warnings),
      ...(merged?.diff ? { diff: merged.diff } : {}),
      ...(published.length > 1 ? { files: published.map(fileReceipt) } : {}),
    },
  }
}

function fileReceipt({ receipt }: StagingPublish): FileReceipt {
  const { file, sheet, rowsRead, rowsImported, rowsRejected, encoding, delimiter, sha256 } = receipt
  return { file, sheet, rowsRead, rowsImported, rowsRejected, encoding, delimiter, sha256 }
}

/** One hash that stands for several files in their order. */
function hashOfHashes(published: readonly StagingPublish[]): string {
  const hash = createHash('sha256')
  for (const { receipt } of published) hash.update(receipt.sha256)
  return hash.digest('hex')
}
