import { z } from 'zod'
import { importOptionsSchema } from './import'
import { importBatchSchema } from './reimport'

const channel = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
})

const rememberedImportSchema = z.object({
  options: importOptionsSchema.partial(),
  importedAt: z.string(),
  /** Name of the dataset it went into; null when that is not there any more. */
  dataset: z.string().nullable(),
})
export type RememberedImport = z.infer<typeof rememberedImportSchema>

const batchChange = z.object({
  batch: z.int(),
  /** `rows` is null for a dataset that went out of view. */
  datasets: z.array(z.object({ id: z.string(), name: z.string(), rows: z.int().nullable() })),
})

/** Importing again: what is remembered, what an import changed, and taking it back. */
export const reimportChannels = {
  /** What was said about the last file with this header. */
  'import/recall': channel(z.object({ signature: z.string() }), rememberedImportSchema.nullable()),
  /** Imports into a dataset, newest first, each with what it changed. */
  'import/batches': channel(z.object({ dataset: z.string() }), z.array(importBatchSchema)),
  /** Takes an import back as a whole, or brings it back, by batch or the latest of a dataset. */
  'import/undo': channel(z.object({ batch: z.int() }).or(z.object({ dataset: z.string() })), batchChange),
  'import/redo': channel(z.object({ batch: z.int() }).or(z.object({ dataset: z.string() })), batchChange),
} as const
