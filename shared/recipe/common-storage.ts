import type { StorageType } from '../dataset/schema'

/** What both kinds of values can be kept as. */
export function commonStorage(a: StorageType, b: StorageType): StorageType {
  if (a === b) return a
  const both = new Set([a, b])
  if (both.has('integer') && both.has('real')) return 'real'
  return both.has('date') && both.has('datetime') ? 'datetime' : 'text'
}
