import { z } from 'zod'
import { appErrorSchema } from '../contract/app-error'
import { textSchema } from '../contract/text'

/** One step of a recipe, as it is stored and sent. */
export const recipeStepSchema = z.object({
  /** Stays the same when the step is edited or moved; given when absent. */
  id: z.string().min(1).optional(),
  kind: z.string().min(1),
  params: z.record(z.string(), z.unknown()).default({}),
  /** A step that is switched off stays in the recipe and does nothing. */
  enabled: z.boolean().default(true),
  /** What its owner calls it. */
  name: z.string().nullable().default(null),
})
export type RecipeStep = z.output<typeof recipeStepSchema>
export type RecipeStepInput = z.input<typeof recipeStepSchema>

/** What a step did when the recipe was last applied. */
export const stepReportSchema = z.object({
  id: z.string(),
  kind: z.string(),
  /** Rows and cells touched; 0 when the step did not run. */
  rows: z.int().min(0),
  cells: z.int().min(0),
  /** The table behind the step. */
  nRows: z.int().min(0),
  nColumns: z.int().min(0),
  notes: z.array(textSchema),
  /** Why it was left out: it does not fit the data. */
  error: appErrorSchema.nullable(),
  enabled: z.boolean(),
})
export type StepReport = z.infer<typeof stepReportSchema>

/** Where a revision came from that was not imported. */
export const derivationSchema = z.object({
  /** `recipe`, or what made it: `roll-up`, `join`, … */
  kind: z.string().min(1),
  steps: z.array(recipeStepSchema),
  /** Datasets that went in, by id, with the number of the revision. The first is the one the steps begin with. */
  inputs: z.array(z.object({ dataset: z.string(), revision: z.int() })),
  /** The question in SQL whose answer it is. */
  sql: z.string().optional(),
})
export type Derivation = z.infer<typeof derivationSchema>
