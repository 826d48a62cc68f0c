import type { Migration } from './migration'

/**
 * Charts that were kept, with the number of the revision each was last looked at, and dashboards. `spec` and `content` are JSON
 * (shared/charts/chart-spec, shared/dashboard/dashboard).
 */
export const chartTables: Migration = {
  version: 8,
  up: `
CREATE TABLE chart (
  id TEXT PRIMARY KEY,
  dataset_id TEXT NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  spec TEXT NOT NULL,
  seen_revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  removed_at TEXT
);
CREATE INDEX chart_dataset ON chart (dataset_id);

CREATE TABLE dashboard (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  removed_at TEXT
);
`,
}
