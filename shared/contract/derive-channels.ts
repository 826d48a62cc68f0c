import { z } from 'zod'
import { columnSchema, grainSchema } from '../dataset/schema'
import { derivationSchema, recipeStepSchema } from '../recipe/recipe'
import { textSchema } from './text'

const started = z.object({ jobId: z.string() })

/** Datasets that are made of others. */
export const deriveChannels = {
  /** Makes a new dataset of one that is there: its rows as they are now, through these steps. */
  'derive/create': {
    request: z.object({
      dataset: z.string(),
      steps: z.array(recipeStepSchema).min(1),
      /** What made it: `roll-up`, `join`, … */
      kind: z.string().min(1),
      name: z.string().min(1),
      grain: grainSchema.optional(),
      customerKey: z.string().nullable().optional(),
    }),
    response: started,
  },
  /** What a dataset was made of, and whether that has changed since; null for one that was imported. */
  'derive/origin': {
    request: z.object({ dataset: z.string() }),
    response: z
      .object({
        kind: z.string(),
        inputs: z.array(
          derivationSchema.shape.inputs.element.extend({ name: z.string(), current: z.int().nullable() }),
        ),
        stale: z.boolean(),
        /** The question in SQL whose answer it is. */
        sql: z.string().optional(),
      })
      .nullable(),
  },
  /** Makes it again of what its inputs are now, as its next revision; its own recipe is replayed on that. */
  'derive/refresh': { request: z.object({ dataset: z.string() }), response: started },
  /** What these steps would make, without making it. A later preview ends one that is still under way. */
  'derive/preview': {
    request: z.object({ dataset: z.string(), steps: z.array(recipeStepSchema).min(1) }),
    response: z.object({ nRows: z.int(), columns: z.array(columnSchema), notes: z.array(textSchema) }),
  },
} as const
