import { z } from 'zod'
import { failure } from '../contract/app-error'
import { describeValue } from '../methods/parse-params'
import { parseDay } from './calendar'

/** A parameter that is a date such as 2024-03-31, or nothing. */
export const dateParam = z.iso.date().nullable().default(null)

/** Day number of a date parameter, null when it was not given. @throws dateInvalid */
export function dayParam(parameter: string, given: string | null): number | null {
  if (given === null) return null
  const day = parseDay(given)
  if (day === null) throw failure('dateInvalid', { parameter, value: describeValue(given) }, { parameter })
  return day
}
