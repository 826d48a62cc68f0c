import type { AppError } from './app-error'
import { toAppError } from './app-error'

/** What crosses a process boundary: a value, or an error as data. */
export type Result<T> = { status: 'ok'; value: T } | { status: 'error'; error: AppError }

export function ok<T>(value: T): Result<T> {
  return { status: 'ok', value }
}

/** Runs `action` and turns what it throws into an error result. */
export async function resultOf<T>(action: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return ok(await action())
  } catch (thrown) {
    return { status: 'error', error: toAppError(thrown) }
  }
}
