import type { Migration } from './migration'

/** `receipt.warnings`: what whoever reads a receipt should know beside the counts, a JSON list of texts. */
export const receiptWarnings: Migration = {
  version: 4,
  up: `ALTER TABLE receipt ADD COLUMN warnings TEXT NOT NULL DEFAULT '[]';`,
}
