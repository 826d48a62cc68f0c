import { type RecipeSql, recipeSql } from '@shared/recipe/sql/recipe-text'
import type { StoredRecipe } from '../database/recipe-store'
import type { WorkspaceSession } from './workspace-session'

/** A dataset's recipe as a statement over its rows as they were imported, as far as SQL goes; null when no step is on. */
export async function sqlOfRecipe(
  { database }: WorkspaceSession,
  { datasetId, importedColumns, steps }: StoredRecipe,
): Promise<RecipeSql | null> {
  if (!steps.some(({ enabled }) => enabled)) return null
  const datasets = await database.request('dataset/list', null)
  const find = (nameOrId: string) => datasets.find(({ id, name }) => id === nameOrId || name === nameOrId) ?? null
  return recipeSql(find(datasetId)?.name ?? datasetId, importedColumns, steps, { dataset: find })
}
