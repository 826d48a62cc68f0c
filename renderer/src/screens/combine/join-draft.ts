import type { Dataset } from '@shared/dataset/schema'
import type { RecipeStepInput } from '@shared/recipe/recipe'

export const joinKinds = ['left', 'inner', 'full', 'anti'] as const
export type JoinKind = (typeof joinKinds)[number]

export interface JoinKey {
  left: string | null
  right: string | null
}

export interface JoinDraft {
  /** Id of the other dataset. */
  other: string | null
  keys: JoinKey[]
  how: JoinKind
  /** Columns of the other dataset to bring; all when empty. */
  columns: string[]
}

/** The columns that most likely name the same thing: what both call the customer or the order, else columns of one name. */
export function proposeKeys(left: Dataset, right: Dataset): JoinKey[] {
  for (const role of ['customer', 'order', 'product'] as const) {
    const [one, other] = [left, right].map(({ columns }) => columns.find((column) => column.role === role)?.name)
    if (one && other) return [{ left: one, right: other }]
  }
  const names = new Set(right.columns.map(({ name }) => name))
  const shared = left.columns.find(({ name, measureType }) => names.has(name) && measureType !== 'continuous')
  return [{ left: shared?.name ?? null, right: shared?.name ?? null }]
}

/** The step as it is sent, or null while something is missing. */
export function joinStep({ other, keys, how, columns }: JoinDraft): RecipeStepInput | null {
  const complete = keys.filter((key): key is { left: string; right: string } => Boolean(key.left && key.right))
  if (!other || complete.length === 0 || complete.length < keys.length) return null
  return { kind: 'join', params: { dataset: other, keys: complete, how, columns: how === 'anti' ? [] : columns } }
}
