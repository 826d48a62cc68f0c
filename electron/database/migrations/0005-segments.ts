import type { Migration } from './migration'

/**
 * Stored segments and who belonged to them in each revision. Rows are ascending ids as differences in base 128, customers
 * a compressed JSON list of written keys. A snapshot outlives its revision: customers can be compared without it.
 */
export const segmentTables: Migration = {
  version: 5,
  up: `
CREATE TABLE segment (
  id TEXT PRIMARY KEY,
  dataset_id TEXT NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  colour INTEGER NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  definition TEXT NOT NULL,
  history TEXT NOT NULL DEFAULT '[]',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  removed_at TEXT
);
CREATE UNIQUE INDEX segment_of_dataset ON segment (dataset_id, name COLLATE NOCASE) WHERE removed_at IS NULL;

CREATE TABLE segment_snapshot (
  segment_id TEXT NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
  revision_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  n_rows INTEGER,
  of_rows INTEGER NOT NULL,
  n_customers INTEGER,
  basis TEXT NOT NULL,
  problem TEXT,
  rows BLOB,
  customers BLOB,
  taken_at TEXT NOT NULL,
  PRIMARY KEY (segment_id, revision_id)
);
`,
}
