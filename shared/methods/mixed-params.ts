import { z } from 'zod'
import { featureParams } from './feature-policy'

/** Weight of each column named; the others count 1. */
const weights = z.record(z.string(), z.number().positive().max(1e6)).default({})

/** Parameters of methods that work in a space of coordinates and take categories as columns of 0 and 1. */
export const encodingParams = {
  ...featureParams,
  /** `auto`: text is categories, numbers are numbers; `one-hot`: numbers marked as categories are categories as well. */
  encoding: z.enum(['auto', 'one-hot']).default('auto'),
  weights,
}

/** Parameters of methods that work with any distance between rows. */
export const distanceParams = {
  ...featureParams,
  /** `auto`: Gower's distance as soon as a column holds categories, else the Euclidean one. */
  distance: z.enum(['auto', 'euclidean', 'gower']).default('auto'),
  /** `auto`: skipped pair by pair with Gower's distance, else the row is left out. */
  missing: z.enum(['auto', 'drop', 'mean', 'median', 'pairwise']).default('auto'),
  weights,
}

export type EncodingPolicy = z.output<z.ZodObject<typeof encodingParams>>
export type DistancePolicy = z.output<z.ZodObject<typeof distanceParams>>

export const gowerReference = {
  citation: 'Gower, J. C. (1971). A general coefficient of similarity and some of its properties. Biometrics, 27.',
  variant: 'as R’s cluster::daisy; where a column holds categories, or asked for',
}
