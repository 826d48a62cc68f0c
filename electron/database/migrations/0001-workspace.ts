import type { Migration } from './migration'

/**
 * The first schema. `dataset.current_revision` is a revision's id, null until its first import is published. Data live in
 * tables `data_<revision id>`: `_row INTEGER PRIMARY KEY` counted from 0, then `c0`, `c1`, … by column position. JSON
 * columns follow the schemas in shared/contract. Bytes of `run_array.data` are little-endian.
 */
export const workspaceTables: Migration = {
  version: 1,
  up: `
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE dataset (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  current_revision INTEGER REFERENCES revision (id),
  grain TEXT NOT NULL DEFAULT 'other',
  customer_key TEXT,
  overrides TEXT NOT NULL DEFAULT '{}',
  removed_at TEXT,
  created_at TEXT NOT NULL
);
CREATE UNIQUE INDEX dataset_name ON dataset (name COLLATE NOCASE) WHERE removed_at IS NULL;

CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  dataset_id TEXT NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  n_rows INTEGER NOT NULL DEFAULT 0,
  columns TEXT NOT NULL DEFAULT '[]',
  table_name TEXT NOT NULL,
  source TEXT,
  created_at TEXT NOT NULL,
  published INTEGER NOT NULL DEFAULT 0,
  UNIQUE (dataset_id, number)
);

CREATE TABLE receipt (
  id INTEGER PRIMARY KEY,
  revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
  file TEXT NOT NULL,
  sheet TEXT,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  options TEXT NOT NULL,
  rows_read INTEGER NOT NULL,
  rows_imported INTEGER NOT NULL,
  rows_rejected INTEGER NOT NULL,
  encoding TEXT,
  delimiter TEXT,
  duration_ms REAL NOT NULL,
  imported_at TEXT NOT NULL,
  CHECK (rows_read = rows_imported + rows_rejected)
);
CREATE INDEX receipt_revision ON receipt (revision_id);

CREATE TABLE reject (
  receipt_id INTEGER NOT NULL REFERENCES receipt (id) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  line INTEGER,
  "column" TEXT,
  value TEXT,
  expected TEXT,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL
);
CREATE INDEX reject_receipt ON reject (receipt_id, row);

CREATE TABLE run (
  id TEXT PRIMARY KEY,
  method_id TEXT NOT NULL,
  title TEXT,
  revision_id INTEGER REFERENCES revision (id),
  request TEXT NOT NULL,
  seed INTEGER NOT NULL,
  app_version TEXT NOT NULL,
  started_at TEXT NOT NULL,
  duration_ms REAL NOT NULL,
  diagnostics TEXT NOT NULL,
  result TEXT NOT NULL,
  removed_at TEXT
);
CREATE INDEX run_revision ON run (revision_id);

CREATE TABLE run_array (
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  type TEXT NOT NULL,
  n_rows INTEGER NOT NULL,
  n_columns INTEGER,
  data BLOB NOT NULL,
  PRIMARY KEY (run_id, path)
);

CREATE TABLE segment_name (
  run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  label INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (run_id, label)
) WITHOUT ROWID;

CREATE TABLE report (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  run_ids TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

CREATE TABLE staging (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  started_at TEXT NOT NULL
);
`,
}
