import { failure } from '@shared/contract/app-error'
import type { ColumnInfo } from '@shared/dataset/schema'
import type { RecipeStep, StepReport } from '@shared/recipe/recipe'
import { identifier, prepared, type ReadableDatabase, type WritableDatabase } from './connection'
import { readDataset, readRevisionById } from './dataset-store'

/** A dataset's recipe as it holds now. */
export interface StoredRecipe {
  datasetId: string
  /** The revision the steps begin with. */
  importedRevision: number
  /** Its columns. */
  importedColumns: ColumnInfo[]
  steps: RecipeStep[]
  reports: StepReport[]
  /** Which of the states it has had holds; 0 is the empty recipe. */
  position: number
  /** The last state there is: greater than `position` when steps can be redone. */
  lastPosition: number
}

interface StateRow {
  steps: string
  reports: string
  revision_id: number | null
}

/** @throws datasetUnknown */
export function readRecipe(database: ReadableDatabase, nameOrId: string): StoredRecipe {
  const { id } = readDataset(database, nameOrId)
  const row = prepared<{ imported: number; position: number; last: number }>(
    database,
    `SELECT coalesce(imported_revision, current_revision) AS imported, recipe_position AS position,
       (SELECT coalesce(max(position), 0) FROM recipe_state WHERE dataset_id = dataset.id) AS last
     FROM dataset WHERE id = ?`,
  ).get(id) as { imported: number; position: number; last: number }
  const state = readState(database, id, row.position)
  const { imported, position, last } = row
  const { columns: importedColumns } = readRevisionById(database, imported)
  return { datasetId: id, importedRevision: imported, importedColumns, position, lastPosition: last, ...state }
}

/** What the recipe was at this position; its revision is null when it would have to be computed again. */
export function readState(
  database: ReadableDatabase,
  datasetId: string,
  position: number,
): { steps: RecipeStep[]; reports: StepReport[]; revisionId: number | null } {
  if (position === 0) return { steps: [], reports: [], revisionId: importedRevisionOf(database, datasetId) }
  const sql = 'SELECT steps, reports, revision_id FROM recipe_state WHERE dataset_id = ? AND position = ?'
  const row = prepared<StateRow>(database, sql).get(datasetId, position)
  if (!row) throw failure('recipeStateUnknown', { position })
  return {
    steps: JSON.parse(row.steps) as RecipeStep[],
    reports: JSON.parse(row.reports) as StepReport[],
    revisionId: row.revision_id,
  }
}

function importedRevisionOf(database: ReadableDatabase, datasetId: string): number {
  return prepared(database, 'SELECT imported_revision FROM dataset WHERE id = ?').pluck().get(datasetId) as number
}

/** A state of a recipe to be stored. `position` is where it stands; states behind it are forgotten when `truncate` is set. */
export interface NewState {
  datasetId: string
  position: number
  steps: readonly RecipeStep[]
  reports: readonly StepReport[]
  revisionId: number
  truncate: boolean
}

/** Makes a state the one that holds; part of the caller's transaction. */
export function putState(database: WritableDatabase, state: NewState): void {
  const { datasetId, position, steps, reports, revisionId, truncate } = state
  if (truncate) {
    prepared(database, 'DELETE FROM recipe_state WHERE dataset_id = ? AND position >= ?').run(datasetId, position)
  }
  if (position > 0) {
    const sql = `INSERT OR REPLACE INTO recipe_state (dataset_id, position, steps, reports, revision_id, changed_at)
      VALUES (?, ?, ?, ?, ?, ?)`
    const at = new Date().toISOString()
    const [written, said] = [JSON.stringify(steps), JSON.stringify(reports)]
    prepared(database, sql).run(datasetId, position, written, said, revisionId, at)
  }
  const sql = 'UPDATE dataset SET recipe_position = ?, current_revision = ? WHERE id = ?'
  prepared(database, sql).run(position, revisionId, datasetId)
}

/** Stores a state whose rows are there already: an earlier one, or one whose steps change nothing. */
export function moveRecipe(database: WritableDatabase, state: NewState): StoredRecipe {
  database.transaction(() => {
    putState(database, state)
    dropUnusedRevisions(database, state.datasetId)
  })()
  return readRecipe(database, state.datasetId)
}

/** What the recipe begins with has been replaced: no state's rows hold any more. Part of the caller's transaction. */
export function setImportedRevision(database: WritableDatabase, datasetId: string, revisionId: number): void {
  const sql = 'UPDATE dataset SET imported_revision = ?, current_revision = ? WHERE id = ?'
  prepared(database, sql).run(revisionId, revisionId, datasetId)
  prepared(database, 'UPDATE recipe_state SET revision_id = NULL WHERE dataset_id = ?').run(datasetId)
}

/** Tables of earlier states that are kept for a quick undo. */
const statesKept = 3

/**
 * Drops tables that a recipe made and that nothing names any more: no run, no other dataset's history, and none of
 * the latest states. Their states stay, and are computed again when they are wanted.
 */
export function dropUnusedRevisions(database: WritableDatabase, datasetId: string): void {
  const unused = prepared<{ id: number; table_name: string }>(
    database,
    `SELECT id, table_name FROM revision WHERE dataset_id = @dataset AND published = 1
       AND json_extract(source, '$.kind') = 'recipe'
       AND id NOT IN (SELECT current_revision FROM dataset WHERE id = @dataset)
       AND id NOT IN (SELECT imported_revision FROM dataset WHERE id = @dataset)
       AND NOT EXISTS (SELECT 1 FROM run WHERE revision_id = revision.id)
       AND NOT EXISTS (SELECT 1 FROM export WHERE revision_id = revision.id)
       AND NOT EXISTS (
         SELECT 1 FROM revision AS other, json_each(other.source, '$.inputs') AS input
         WHERE other.published = 1 AND json_extract(other.source, '$.kind') IS NOT NULL
           AND json_extract(input.value, '$.dataset') = @dataset
           AND json_extract(input.value, '$.revision') = revision.number)
     ORDER BY id DESC LIMIT -1 OFFSET ${statesKept}`,
  ).all({ dataset: datasetId })
  for (const { id, table_name } of unused) {
    prepared(database, 'DELETE FROM revision WHERE id = ?').run(id)
    database.exec(`DROP TABLE IF EXISTS ${identifier(table_name)}`)
  }
}
