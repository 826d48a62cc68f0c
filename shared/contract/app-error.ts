import { z } from 'zod'
import { type Text, type TextValue, text, textSchema } from './text'

/** An error as data. `code` is stable and never empty; `message` says what, where and what to do, in the viewer's language. */
export const appErrorSchema = z.object({
  code: z.string().min(1),
  message: textSchema,
  parameter: z.string().optional(),
  column: z.string().optional(),
  row: z.number().optional(),
  hint: textSchema.optional(),
})
export type AppError = z.infer<typeof appErrorSchema>

interface ErrorPlace {
  parameter?: string
  column?: string
  row?: number
  hint?: Text
}

/** Thrown inside a process; crosses a process boundary only as the `AppError` it carries. */
export class AppException extends Error {
  readonly error: AppError

  constructor(error: AppError) {
    super('key' in error.message ? error.message.key : error.message.literal)
    this.name = 'AppException'
    this.error = error
  }
}

/**
 * Makes an exception whose text is `errors.<code>` in the locales.
 * @example throw failure('columnMissing', { column: 'age' }, { column: 'age' })
 */
export function failure(code: string, values?: Record<string, TextValue>, place: ErrorPlace = {}): AppException {
  return new AppException({ code, message: text(`errors.${code}`, values), ...place })
}

/** Turns whatever was thrown into an `AppError`; what is not ours becomes `internal` and keeps its words for the log. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppException) return thrown.error
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal', message: text('errors.internal', { detail }) }
}
