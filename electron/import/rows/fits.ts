import type { StorageType } from '@shared/dataset/schema'
import type { Conventions } from '../types/decide-column'
import type { MissingTokens } from '../types/missing-tokens'
import { parseDate } from '../types/parse-date'
import { parseNumber } from '../types/parse-number'

/** Whether a text can be kept as this storage type, or means "no value". */
export function fits(
  said: string,
  { storage, missing, compactDates }: { storage: StorageType; missing: MissingTokens; compactDates: boolean },
  { decimal, dateOrder }: Conventions,
): boolean {
  if (storage === 'text' || missing.has(said)) return true
  if (storage === 'date' || storage === 'datetime') return parseDate(said, dateOrder, compactDates) !== null
  return !Number.isNaN(parseNumber(said, decimal))
}
