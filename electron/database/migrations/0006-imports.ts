import type { Migration } from './migration'

/**
 * Imports as batches that can be undone, and what was said about files by their header. `revision_before` is null where the
 * import made the dataset. `diff` follows `importDiffSchema`; null where nothing was there to compare with.
 */
export const importTables: Migration = {
  version: 6,
  up: `
CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  imported_at TEXT NOT NULL,
  undone_at TEXT
);

CREATE TABLE batch_revision (
  batch_id INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  dataset_id TEXT NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
  revision_before INTEGER REFERENCES revision (id) ON DELETE SET NULL,
  is_first INTEGER NOT NULL,
  mode TEXT NOT NULL,
  diff TEXT,
  PRIMARY KEY (batch_id, revision_id)
);
CREATE INDEX batch_revision_dataset ON batch_revision (dataset_id);
CREATE INDEX batch_revision_revision ON batch_revision (revision_id);
CREATE INDEX batch_revision_before ON batch_revision (revision_before);

CREATE TABLE import_memory (
  signature TEXT PRIMARY KEY,
  dataset_id TEXT REFERENCES dataset (id) ON DELETE SET NULL,
  said TEXT NOT NULL,
  imported_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX import_memory_dataset ON import_memory (dataset_id);
`,
}
