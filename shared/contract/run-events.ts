import { z } from 'zod'
import { appErrorSchema } from './app-error'
import { importDiffSchema } from './reimport'
import { textSchema } from './text'

/** Why rows did not take part, with how many. */
const droppedRowsSchema = z.object({ reason: textSchema, rows: z.int().min(0) })

/** What every finished run says of itself. */
export const diagnosticsSchema = z.object({
  rowsUsed: z.int().min(0),
  rowsDropped: z.int().min(0),
  dropped: z.array(droppedRowsSchema),
  converged: z.boolean().nullable(),
  iterations: z.int().nullable(),
  durationMs: z.number(),
  seed: z.int(),
})
export type Diagnostics = z.infer<typeof diagnosticsSchema>

/** Part of the way: `stage` is a key under `stages.` in the locales, `fraction` is in [0, 1], or null when unknown. */
export const progressSchema = z.object({
  stage: z.string().min(1),
  fraction: z.number().min(0).max(1).nullable(),
  iteration: z.int().optional(),
  rowsRead: z.int().optional(),
  rowsRejected: z.int().optional(),
  remainingMs: z.number().optional(),
  /** What has been found so far, in words. */
  note: textSchema.optional(),
})
export type Progress = z.infer<typeof progressSchema>

export const jobKindSchema = z.enum(['import', 'run', 'report', 'verify', 'export', 'prepare'])
export type JobKind = z.infer<typeof jobKindSchema>

/** What a finished job leaves to open. */
export const jobOutcomeSchema = z.object({
  runId: z.string().optional(),
  datasetIds: z.array(z.string()).optional(),
  reportId: z.string().optional(),
  path: z.string().optional(),
  rowsImported: z.int().optional(),
  rowsRejected: z.int().optional(),
  rowsExported: z.int().optional(),
  /** What became of exported cells. */
  exported: z.object({ columns: z.int(), cellsEscaped: z.int(), cellsCut: z.int(), sheets: z.int() }).optional(),
  /** What an import would change that was only tried. */
  comparison: importDiffSchema.nullable().optional(),
})
export type JobOutcome = z.infer<typeof jobOutcomeSchema>

/** Every job ends in exactly one of completed, failed and cancelled, also when its worker dies. Progress comes ≤ 10 times a second. */
export const jobEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('queued'), jobId: z.string(), kind: jobKindSchema, title: textSchema, at: z.number() }),
  z.object({ type: z.literal('started'), jobId: z.string(), at: z.number() }),
  z.object({ type: z.literal('progress'), jobId: z.string(), progress: progressSchema }),
  z.object({ type: z.literal('completed'), jobId: z.string(), at: z.number(), outcome: jobOutcomeSchema }),
  z.object({ type: z.literal('failed'), jobId: z.string(), at: z.number(), error: appErrorSchema }),
  z.object({ type: z.literal('cancelled'), jobId: z.string(), at: z.number() }),
])
export type JobEvent = z.infer<typeof jobEventSchema>
