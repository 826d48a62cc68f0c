import { z } from 'zod'

const cell = z.union([z.string(), z.number(), z.null()])

/** Most rows that the console shows of an answer. */
export const mostConsoleRows = 10_000

const questionSchema = z.object({ id: z.string(), name: z.string(), sql: z.string(), updatedAt: z.string() })
/** A question that was kept under a name, in the workspace. */
export type Question = z.infer<typeof questionSchema>
const questions = z.array(questionSchema)

/** The SQL console: read-only questions, each in a process that can be killed. */
export const consoleChannels = {
  'console/run': {
    request: z.object({
      /** Chosen by the asker, to cancel it by. */
      queryId: z.string().min(1),
      sql: z.string().max(100_000),
      maxRows: z.int().min(1).max(mostConsoleRows).default(1000),
    }),
    response: z.object({
      columns: z.array(z.string()),
      rows: z.array(z.array(cell)),
      /** There are more rows than these. */
      truncated: z.boolean(),
      durationMs: z.number(),
    }),
  },
  /** Keeps the whole answer as a dataset that knows its question. */
  'console/keep': {
    request: z.object({ sql: z.string().min(1).max(100_000), name: z.string().trim().min(1).max(200) }),
    response: z.object({ jobId: z.string() }),
  },
  /** Questions that are kept; what changes them answers with all that there are then. */
  'console/questions': { request: z.null(), response: questions },
  /** Keeps a question; one of the same name is replaced by it. */
  'console/save': {
    request: z.object({ name: z.string().trim().min(1).max(200), sql: z.string().min(1).max(100_000) }),
    response: questions,
  },
  'console/forget': { request: z.object({ questionId: z.string() }), response: questions },
  /** How many rows a question without rows would have without its conditions; null when it has none, or cannot be asked so. */
  'console/explain': {
    request: z.object({ queryId: z.string().min(1), sql: z.string().max(100_000) }),
    response: z.object({ conditions: z.string(), rows: z.number() }).nullable(),
  },
  'console/cancel': { request: z.object({ queryId: z.string() }), response: z.null() },
} as const
