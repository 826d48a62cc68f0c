import type { Migration } from './migration'

/** What left the workspace as a file: a line per export, with the digest by which the file can be recognised. */
export const exportTable: Migration = {
  version: 2,
  up: `
CREATE TABLE export (
  id INTEGER PRIMARY KEY,
  revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
  file TEXT NOT NULL,
  format TEXT NOT NULL,
  rows INTEGER NOT NULL,
  columns TEXT NOT NULL,
  request TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  cells_escaped INTEGER NOT NULL,
  exported_at TEXT NOT NULL
);
CREATE INDEX export_revision ON export (revision_id);
`,
}
