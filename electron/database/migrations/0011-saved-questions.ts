import type { Migration } from './migration'

/** Questions in SQL that were kept under a name, and what became of cells that a workbook cannot hold. */
export const savedQuestions: Migration = {
  version: 11,
  up: `
CREATE TABLE question (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  sql TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

ALTER TABLE export ADD COLUMN cells_cut INTEGER NOT NULL DEFAULT 0;
ALTER TABLE export ADD COLUMN sheets INTEGER NOT NULL DEFAULT 1;
`,
}
