import { z } from 'zod'

/** How one column takes part in distances. */
export interface SpaceColumn {
  name: string
  /** Numbers and ranks by how far they are apart, categories by whether they differ. */
  kind: 'numeric' | 'ordered' | 'nominal'
  weight: number
}

/** How rows were compared, where that was not by numbers of equal weight alone. */
export interface SpacePolicy {
  /** `gower`: see `gowerSpace`; `euclidean`: categories as columns of 0 and weight/√2. */
  distance: 'euclidean' | 'gower'
  columns: SpaceColumn[]
  missing: 'drop' | 'mean' | 'median' | 'pairwise'
  /** True where the weights were found by `spreadInside`. */
  unitsInside?: boolean | undefined
}

export const spacePolicySchema: z.ZodType<SpacePolicy> = z.object({
  distance: z.enum(['euclidean', 'gower']),
  columns: z.array(z.object({ name: z.string(), kind: z.enum(['numeric', 'ordered', 'nominal']), weight: z.number() })),
  missing: z.enum(['drop', 'mean', 'median', 'pairwise']),
  unitsInside: z.boolean().optional(),
})
