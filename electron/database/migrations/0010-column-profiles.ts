import type { Migration } from './migration'

/** What the columns of a revision hold, so that they are counted once. `columns` is JSON (`dataset/profile` answers it). */
export const columnProfileTable: Migration = {
  version: 10,
  up: `
CREATE TABLE column_profile (
  revision_id INTEGER PRIMARY KEY REFERENCES revision (id) ON DELETE CASCADE,
  columns TEXT NOT NULL
);
`,
}
