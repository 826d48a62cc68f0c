import { z } from 'zod'

/** The parameters that every method on feature columns shares, for use in its `params`. */
export const featureParams = {
  transform: z.enum(['none', 'log1p', 'yeo-johnson']).default('none'),
  scaling: z.enum(['none', 'standard', 'min-max', 'robust']).default('standard'),
  missing: z.enum(['drop', 'mean', 'median']).default('drop'),
}

/** How feature columns become a matrix; see `featureParams`. */
export interface FeaturePolicy {
  transform: 'none' | 'log1p' | 'yeo-johnson'
  scaling: 'none' | 'standard' | 'min-max' | 'robust'
  missing: 'drop' | 'mean' | 'median'
  /** Factor of each column's differences; 1 for columns that are not named. */
  weights?: Readonly<Record<string, number>> | undefined
}

/** What was done to one column: fill, then transform, then (x − center) / scale. */
export interface FeaturePreparation {
  name: string
  /** Of a column of categories: the one that this column of the space tells (1) from all others (0); absent for numbers. */
  level?: string | undefined
  /** What missing values were replaced by; null when such rows were dropped. */
  fill: number | null
  filled: number
  transform: FeaturePolicy['transform']
  /** Power of the Yeo-Johnson transform. */
  lambda: number | null
  center: number
  scale: number
  /** True where a robust scale would have been 0. */
  usedStandardDeviation: boolean
}

export const featurePreparationSchema: z.ZodType<FeaturePreparation> = z.object({
  name: z.string(),
  level: z.string().optional(),
  fill: z.number().nullable(),
  filled: z.int(),
  transform: featureParams.transform.unwrap(),
  lambda: z.number().nullable(),
  center: z.number(),
  scale: z.number(),
  usedStandardDeviation: z.boolean(),
})

/** What a column of the space is called: the column's name, with the category where it tells one from the others. */
export function featureLabel({ name, level }: Pick<FeaturePreparation, 'name' | 'level'>): string {
  return level === undefined ? name : `${name}: ${level}`
}
