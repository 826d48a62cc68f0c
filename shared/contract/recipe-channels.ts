import { z } from 'zod'
import { columnSchema } from '../dataset/schema'
import { stepGroups } from '../recipe/define-step'
import { exampleRowsSchema } from '../recipe/example-rows'
import { recipeStepSchema, stepReportSchema } from '../recipe/recipe'
import { withoutSql } from '../recipe/sql/without-sql'
import { appErrorSchema } from './app-error'
import { textSchema } from './text'

const channel = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
})
const dataset = z.object({ dataset: z.string() })
const job = z.object({ jobId: z.string() })

/** A dataset's recipe as it holds now, with what each step did when it was last applied. */
export const recipeViewSchema = z.object({
  steps: z.array(recipeStepSchema.extend({ id: z.string(), words: textSchema })),
  reports: z.array(stepReportSchema),
  /** The first steps as one statement over the rows as they were imported, and where it stops; null when no step is on. */
  sql: z
    .object({ text: z.string(), stop: z.object({ place: z.int().min(0), why: z.enum(withoutSql) }).nullable() })
    .nullable(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type RecipeView = z.infer<typeof recipeViewSchema>

/** A kind of step as forms see it; its words are `steps.<kind>.…`. */
export const stepKindSchema = z.object({
  kind: z.string(),
  group: z.enum(stepGroups),
  /** JSON Schema (2020-12) of its parameters. */
  params: z.record(z.string(), z.unknown()),
})
export type StepKindView = z.infer<typeof stepKindSchema>

/** Preparation of datasets. Whatever changes a recipe is a job that ends with the dataset's new revision. */
export const recipeChannels = {
  'recipe/kinds': channel(z.undefined().or(z.null()), z.array(stepKindSchema)),
  'recipe/get': channel(dataset, recipeViewSchema),
  /** Replaces all steps: for edits, order, switching off, deleting. */
  'recipe/set': channel(dataset.extend({ steps: z.array(recipeStepSchema) }), job),
  /** Adds steps behind those there are; also how the grid sets cells. */
  'recipe/append': channel(dataset.extend({ steps: z.array(recipeStepSchema).min(1) }), job),
  'recipe/undo': channel(dataset, job),
  'recipe/redo': channel(dataset, job),
  /** What these steps would do, without writing anything: steps that do not fit are named. `columns` are those behind the last. */
  'recipe/preview': channel(
    dataset.extend({ steps: z.array(recipeStepSchema), examplesFrom: z.int().min(0).optional() }),
    z.object({
      reports: z.array(stepReportSchema),
      columns: z.array(columnSchema),
      nRows: z.int(),
      /** Some rows before and after the steps from `examplesFrom` on; null where that is not given, or the table is very large. */
      examples: exampleRowsSchema.nullable(),
      error: appErrorSchema.nullable(),
    }),
  ),
} as const
