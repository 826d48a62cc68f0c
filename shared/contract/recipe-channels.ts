import { z } from 'zod'
import { columnSchema } from '../dataset/schema'
import { recipeStepSchema, stepReportSchema } from '../recipe/recipe'
import { appErrorSchema } from './app-error'

const channel = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
})
const dataset = z.object({ dataset: z.string() })
const job = z.object({ jobId: z.string() })

/** A dataset's recipe as it holds now, with what each step did when it was last applied. */
export const recipeViewSchema = z.object({
  steps: z.array(recipeStepSchema.extend({ id: z.string() })),
  reports: z.array(stepReportSchema),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type RecipeView = z.infer<typeof recipeViewSchema>

/** Preparation of datasets. Whatever changes a recipe is a job that ends with the dataset's new revision. */
export const recipeChannels = {
  'recipe/get': channel(dataset, recipeViewSchema),
  /** Replaces all steps: for edits, order, switching off, deleting. */
  'recipe/set': channel(dataset.extend({ steps: z.array(recipeStepSchema) }), job),
  /** Adds steps behind those there are; also how the grid sets cells. */
  'recipe/append': channel(dataset.extend({ steps: z.array(recipeStepSchema).min(1) }), job),
  'recipe/undo': channel(dataset, job),
  'recipe/redo': channel(dataset, job),
  /** What these steps would do, without writing anything: steps that do not fit are named. `columns` are those behind the last. */
  'recipe/preview': channel(
    dataset.extend({ steps: z.array(recipeStepSchema) }),
    z.object({
      reports: z.array(stepReportSchema),
      columns: z.array(columnSchema),
      nRows: z.int(),
      error: appErrorSchema.nullable(),
    }),
  ),
  /** What the steps make of the dataset's rows, as a dataset of its own. */
  'recipe/apply-as': channel(dataset.extend({ steps: z.array(recipeStepSchema), name: z.string().trim().min(1) }), job),
} as const
