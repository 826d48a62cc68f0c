import { z } from 'zod'

/** How a file goes into a dataset that exists: it becomes all of it, its rows are added, or rows with the same key are updated. */
export const importModeSchema = z.enum(['append', 'upsert', 'replace'])
export type ImportMode = z.infer<typeof importModeSchema>

const cell = z.union([z.string(), z.number(), z.null()])

/** Why a row could not be matched, and on which side it stands. */
const conflictSchema = z.object({
  side: z.enum(['file', 'dataset']),
  reason: z.enum(['keyMissing', 'keyRepeated', 'typeMismatch']),
  rows: z.int().min(0),
})

/** One row to look at: its 0-based position on its side, its key, and cells by name; `before` only where it was updated. */
const changedRowSchema = z.object({
  row: z.int(),
  key: z.array(cell),
  cells: z.array(z.object({ column: z.string(), before: cell.optional(), after: cell })),
  conflict: conflictSchema.omit({ rows: true }).optional(),
})
export type ChangedRow = z.infer<typeof changedRowSchema>

/** Kinds of rows that a comparison tells apart. */
export const changeKinds = ['new', 'updated', 'unchanged', 'gone', 'conflicting'] as const
export type ChangeKind = (typeof changeKinds)[number]

/**
 * What a file changes in a dataset. Rows of the file are new, updated, unchanged or conflicting; rows of the dataset are updated,
 * unchanged, gone or in `conflicts` with `side: 'dataset'`. Without a key nothing is matched: every row is new, none is gone.
 */
export const importDiffSchema = z.object({
  mode: importModeSchema,
  key: z.array(z.string()).nullable(),
  new: z.int().min(0),
  updated: z.int().min(0),
  unchanged: z.int().min(0),
  gone: z.int().min(0),
  /** Rows of the file whose key is missing or repeated on either side, and those with a value that does not fit. */
  conflicting: z.int().min(0),
  conflicts: z.array(conflictSchema),
  /** Cells that changed, per column that stands on both sides; columns only in the file and only in the dataset. */
  columns: z.object({
    changed: z.array(z.object({ name: z.string(), cells: z.int().min(1) })),
    added: z.array(z.string()),
    absent: z.array(z.string()),
    retyped: z.array(z.string()),
  }),
  rowsBefore: z.int().min(0),
  rowsAfter: z.int().min(0),
  /** The first rows of each kind. */
  samples: z.object({
    new: z.array(changedRowSchema),
    updated: z.array(changedRowSchema),
    gone: z.array(changedRowSchema),
    conflicting: z.array(changedRowSchema),
  }),
})
export type ImportDiff = z.infer<typeof importDiffSchema>

/** One import or several files imported at once, in the life of one dataset: what Undo takes back. */
export const importBatchSchema = z.object({
  id: z.int(),
  importedAt: z.string(),
  undone: z.boolean(),
  files: z.array(z.string()),
  mode: importModeSchema,
  /** Datasets that the same import made or changed, this one included. */
  datasets: z.int(),
  /** True for the first import: undoing it takes the dataset away. */
  first: z.boolean(),
  rows: z.int(),
  diff: importDiffSchema.nullable(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type ImportBatch = z.infer<typeof importBatchSchema>
