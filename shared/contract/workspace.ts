import { z } from 'zod'
import { diagnosticsSchema } from './run-events'
import { textSchema } from './text'

/** ISO 4217 code of the money in the data. */
const currency = z.string().regex(/^[A-Z]{3}$/)
/** What to do when a column is the reason, by column, in the user's own words; empty words say that nothing is to be done. */
const riskActions = z.record(z.string(), z.string().max(500))
const weekStart = z.enum(['monday', 'sunday', 'saturday'])

/** What every figure and report of a workspace follows. */
export const workspaceSettingsSchema = z.object({
  currency: currency.default('CNY'),
  weekStart: weekStart.default('monday'),
  riskActions: riskActions.default({}),
})
/** Without defaults: a setting that is not named stays as it is. */
export const workspaceSettingsChange = z.strictObject({ currency, weekStart, riskActions }).partial()
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>

export const workspaceInfoSchema = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number(),
  schemaVersion: z.int(),
  settings: workspaceSettingsSchema,
  datasets: z.int(),
  runs: z.int(),
  reports: z.int(),
})
export type WorkspaceInfo = z.infer<typeof workspaceInfoSchema>

/** What is asked of a run; stored with it, word for word. */
export const runRequestSchema = z.object({
  methodId: z.string(),
  /** Dataset by name or id. Methods that need no data (calculators) have none. */
  dataset: z.string().nullable(),
  /** Per role a column name, or a list of them. */
  columns: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  params: z.record(z.string(), z.unknown()).default({}),
  /** Rows: a condition in the read-only SQL of `query`, or a segment's name; all rows when both are absent. */
  where: z.string().nullable().default(null),
  segment: z.string().nullable().default(null),
  seed: z.int().min(0).default(42),
})
export type RunRequest = z.input<typeof runRequestSchema>

export const runSummarySchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  methodId: z.string(),
  datasetId: z.string().nullable(),
  dataset: z.string().nullable(),
  revision: z.int().nullable(),
  request: runRequestSchema,
  diagnostics: diagnosticsSchema,
  appVersion: z.string(),
  startedAt: z.string(),
  durationMs: z.number(),
  /** True when the dataset has a newer revision than the run used. */
  stale: z.boolean(),
  /** Names given to segments, by label. */
  segmentNames: z.record(z.string(), z.string()),
  /** Names that the method has for its segments, by label, where it does not number them. */
  segmentTexts: z.array(textSchema).optional(),
  /** Colours of the stored segments that were made of this run's, by label: positions in the palette. */
  segmentColours: z.record(z.string(), z.int()).optional(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

export const reportSchema = z.object({
  id: z.string(),
  title: z.string(),
  runIds: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Report = z.infer<typeof reportSchema>

/** A method as forms and the command line see it. */
export const methodDescriptorSchema = z.object({
  id: z.string(),
  family: z.string(),
  inputs: z.record(
    z.string(),
    z.object({
      count: z.enum(['one', 'many']),
      required: z.boolean(),
      min: z.int().optional(),
      measureTypes: z.array(z.string()),
      as: z.enum(['numeric', 'categorical', 'any', 'mixed']),
      prefer: z.array(z.string()).optional(),
    }),
  ),
  /** JSON Schema (2020-12) of the parameters, defaults included. */
  params: z.record(z.string(), z.unknown()),
  primaryParams: z.array(z.string()),
  /** Fields of the result with one entry per row. */
  perRow: z.array(z.string()),
  references: z.array(z.object({ citation: z.string(), variant: z.string().optional() })),
})
export type MethodDescriptor = z.infer<typeof methodDescriptorSchema>
