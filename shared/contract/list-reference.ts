import { z } from 'zod'
import { type Text, textSchema } from './text'

/** The whole list behind a table that shows only its first rows: records of the result, which are fetched by window. */
export interface ListReference {
  /** Path of the records in the result; the table's columns are their fields. */
  $result: string
  /** Column by which the rows shown are sorted, largest first; in the order of the records when absent. */
  sortBy?: string | undefined
  /** Words for the categories of a column, by their code. */
  levels?: Readonly<Record<string, readonly Text[]>> | undefined
  /** Columns of 0 and 1 that say no and yes. */
  flags?: readonly string[] | undefined
}

export const listReferenceSchema = z.object({
  $result: z.string().min(1),
  sortBy: z.string().optional(),
  levels: z.record(z.string(), z.array(textSchema)).optional(),
  flags: z.array(z.string()).optional(),
})
