import type { Migration } from './migration'

/**
 * Datasets remember what was imported and what is done to it. `dataset.imported_revision` is what the recipe begins with, also
 * for a dataset that was made from others; `current_revision` is what the recipe makes of it. `recipe_state` keeps every state
 * the recipe has had, by position; position 0, an empty recipe, is not stored. `recipe_position` names the state that holds;
 * later ones can be redone. `revision_id` is null when the state's rows would have to be computed again.
 */
export const recipes: Migration = {
  version: 3,
  up: `
ALTER TABLE dataset ADD COLUMN imported_revision INTEGER REFERENCES revision (id);
ALTER TABLE dataset ADD COLUMN recipe_position INTEGER NOT NULL DEFAULT 0;
UPDATE dataset SET imported_revision = current_revision;

CREATE TABLE recipe_state (
  dataset_id TEXT NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  steps TEXT NOT NULL,
  reports TEXT NOT NULL DEFAULT '[]',
  revision_id INTEGER REFERENCES revision (id) ON DELETE SET NULL,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (dataset_id, position)
) WITHOUT ROWID;
CREATE INDEX recipe_state_revision ON recipe_state (revision_id);
`,
}
