import { expect } from 'vitest'

/** Matches an error by its code and whatever else is named of it. */
export function refused(code: string, more: Record<string, unknown> = {}): Error {
  return expect.objectContaining({ error: expect.objectContaining({ code, ...more }) }) as Error
}
