import { z } from 'zod'
import { columnRoleSchema, columnSchema, measureTypeSchema, storageTypeSchema } from '../dataset/schema'
import { importDiffSchema, importModeSchema } from './reimport'
import { textSchema } from './text'

/** What the user may say about one column on the way in. `source` is its 0-based position in the file. */
export const columnOptionSchema = z.object({
  source: z.int().min(0),
  name: z.string().min(1).optional(),
  storage: storageTypeSchema.optional(),
  measureType: measureTypeSchema.optional(),
  role: columnRoleSchema.nullable().optional(),
  drop: z.boolean().optional(),
  /** How its texts are made alike: blanks around and doubled blanks go, full-width forms become half-width or back, letters alike. */
  clean: z
    .strictObject({
      trim: z.boolean().optional(),
      width: z.enum(['half', 'full']).optional(),
      letters: z.enum(['lower', 'upper', 'words']).optional(),
    })
    .optional(),
  /** New columns of its pieces, cut at a delimiter or before these places; the last piece takes the rest. */
  split: z
    .strictObject({
      by: z.union([z.string().min(1), z.array(z.int().min(1)).min(1).max(19)]),
      names: z.array(z.string().min(1)).min(1).max(20).optional(),
    })
    .optional(),
  /** A new column of its text and that of other columns, by position; empty ones are left out. */
  merge: z
    .strictObject({
      with: z.array(z.int().min(0)).min(1),
      separator: z.string(),
      name: z.string().min(1).optional(),
    })
    .optional(),
})

/** Everything that can be said about an import; whatever is absent is guessed. */
export const importOptionsSchema = z.strictObject({
  /** `text` imports every cell as it is written. */
  types: z.enum(['auto', 'text']).default('auto'),
  /** By name: keep only these; or options for single columns. */
  columns: z.union([z.array(z.string()), z.array(columnOptionSchema)]).optional(),
  /** One sheet by name or 0-based position, or all of them. */
  sheet: z.union([z.string(), z.int().min(0)]).optional(),
  delimiter: z.string().min(1).max(8).optional(),
  encoding: z.string().min(1).optional(),
  /** True: the first row; a number: that 0-based row of the file; a list: several header rows; false: none. */
  header: z.union([z.boolean(), z.int().min(0), z.array(z.int().min(0)).min(1)]).optional(),
  quote: z.string().length(1).optional(),
  escape: z.string().length(1).optional(),
  comment: z.string().min(1).optional(),
  decimal: z.enum(['.', ',']).optional(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  /** Words that mean "no value". */
  missingTokens: z.array(z.string()).optional(),
  /** Lenient (default): a row with a cell that does not fit is rejected with its reason. Strict: the first one refuses the whole import. */
  strict: z.boolean().optional(),
  /** Into a dataset that exists: `replace` (default), `append`, or `upsert`, which updates rows with the same key (default with a key). */
  mode: importModeSchema.optional(),
  /** Columns that name a row; found when absent. */
  key: z.array(z.string().min(1)).min(1).optional(),
  /** Only says what the import would do. */
  dryRun: z.boolean().optional(),
})
export type ImportOptions = z.infer<typeof importOptionsSchema>
export type ColumnOption = z.infer<typeof columnOptionSchema>

/** A guess with how sure it is (0–1), why, and what else it could be. */
const guessOf = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    confidence: z.number().min(0).max(1),
    reason: textSchema,
    alternatives: z.array(z.object({ value, confidence: z.number().min(0).max(1) })),
  })

export const inspectedColumnSchema = z.object({
  source: z.int(),
  name: z.string(),
  storage: storageTypeSchema,
  measureType: measureTypeSchema,
  role: columnRoleSchema.nullable(),
  confidence: z.number().min(0).max(1),
  missing: z.int(),
  distinct: z.int(),
  examples: z.array(z.string()),
  /** What to know about this column, e.g. "long numbers already cut by Excel". */
  warnings: z.array(textSchema),
})

/** What the wizard shows before anything is imported. Cells are as written in the file. */
export const inspectionSchema = z.object({
  file: z.string(),
  bytes: z.number(),
  format: z.enum(['delimited', 'xlsx', 'xls', 'ods', 'json', 'parquet', 'sqlite']),
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean(), rows: z.int().nullable() })),
  sheet: z.string().nullable(),
  encoding: guessOf(z.string()).nullable(),
  delimiter: guessOf(z.string()).nullable(),
  quote: guessOf(z.string()).nullable(),
  decimal: guessOf(z.enum(['.', ','])).nullable(),
  dateOrder: guessOf(z.enum(['ymd', 'dmy', 'mdy'])).nullable(),
  /** 0-based rows of the file that hold the header; empty when there is none. */
  header: guessOf(z.array(z.int())),
  missingTokens: z.array(z.string()),
  /** First rows of the file, title rows and header included. `row` is the 0-based row of the file. */
  preview: z.array(
    z.object({
      row: z.int(),
      kind: z.enum(['title', 'header', 'data', 'footer', 'bad']),
      cells: z.array(z.string().nullable()),
    }),
  ),
  /** Cells of the preview that would not fit their column's type. */
  badCells: z.array(z.object({ row: z.int(), source: z.int(), reason: textSchema })),
  /** Columns of the file itself; what options add stands behind them. */
  width: z.int(),
  columns: z.array(inspectedColumnSchema),
  /** What files with the same columns have in common. */
  signature: z.string(),
  estimatedRows: z.int().nullable(),
  warnings: z.array(textSchema),
})
export type Inspection = z.infer<typeof inspectionSchema>

/** One of several files that became one dataset. */
const fileReceiptSchema = z.object({
  file: z.string(),
  sheet: z.string().nullable(),
  rowsRead: z.int(),
  rowsImported: z.int(),
  rowsRejected: z.int(),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sha256: z.string(),
})
export type FileReceipt = z.infer<typeof fileReceiptSchema>

/** What every import answers and the workspace keeps. */
export const importReceiptSchema = z.object({
  dataset: z.string(),
  rowsRead: z.int(),
  rowsImported: z.int(),
  rowsRejected: z.int(),
  columns: z.array(columnSchema.pick({ name: true, measureType: true, missing: true })),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sha256: z.string(),
  durationMs: z.number(),
  /** What was done to make the file readable, and what was left out, with counts. */
  warnings: z.array(textSchema),
  /** What changed in a dataset that was there. */
  diff: importDiffSchema.optional(),
  /** Where several files became one dataset. */
  files: z.array(fileReceiptSchema).optional(),
})
export type ImportReceipt = z.infer<typeof importReceiptSchema>

/** One row that was not imported: 1-based `line` of the file where it starts, the cell at fault, what was expected, the row as written. */
export const rejectSchema = z.object({
  row: z.int(),
  line: z.int().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  expected: textSchema.nullable(),
  reason: textSchema,
  raw: z.string(),
})
export type Reject = z.infer<typeof rejectSchema>
