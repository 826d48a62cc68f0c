import type { NewState, readState, StoredRecipe } from './recipe-store'

/** What the database thread can be asked about recipes. */
export interface RecipeRequests {
  'recipe/get': { request: { dataset: string }; response: StoredRecipe }
  'recipe/state': { request: { dataset: string; position: number }; response: ReturnType<typeof readState> }
  /** Makes a state hold whose rows are there already. */
  'recipe/move': { request: NewState; response: StoredRecipe }
}
