import type { Migration } from './migration'

/**
 * What a look through a revision has found, so that it is not looked through twice, and which findings of a dataset its owner does
 * not want to hear of again. `quality.key` names what the look depended on beside the rows.
 */
export const qualityTables: Migration = {
  version: 9,
  up: `
CREATE TABLE quality (
  revision_id INTEGER PRIMARY KEY REFERENCES revision (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  found TEXT NOT NULL,
  made_at TEXT NOT NULL
);

CREATE TABLE ignored_finding (
  dataset_id TEXT NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
  finding TEXT NOT NULL,
  ignored_at TEXT NOT NULL,
  PRIMARY KEY (dataset_id, finding)
) WITHOUT ROWID;
`,
}
