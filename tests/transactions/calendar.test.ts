import { calendarDate, dayNumber, dayOf, formatDay, isCalendarDate, parseDay } from '@shared/transactions/calendar'
import {
  completedPeriods,
  type Period,
  periodIndex,
  periodLabel,
  periodStart,
  periods,
} from '@shared/transactions/periods'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const day = fc.integer({ min: dayNumber(1, 1, 1), max: dayNumber(9999, 12, 31) })

describe('calendar', () => {
  // Oracle: the language's own calendar in UTC. Tolerance: exact.
  test('day numbers and dates are inverse and agree with ECMAScript', () => {
    fc.assert(
      fc.property(day, (number) => {
        const date = new Date(number * 86_400_000)
        const found = calendarDate(number)
        expect(found).toEqual({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() })
        expect(dayNumber(found.year, found.month, found.day)).toBe(number)
        expect(parseDay(formatDay(number))).toBe(number)
      }),
      { numRuns: 2000 },
    )
  })

  test('a time of day never moves a date, also before 1970', () => {
    expect(dayOf(-1)).toBe(-1)
    expect(dayOf(Date.UTC(1969, 11, 31, 23, 59))).toBe(-1)
    expect(dayOf(Date.UTC(2024, 1, 29, 23, 59, 59, 999))).toBe(dayNumber(2024, 2, 29))
  })

  test('days that do not exist are none', () => {
    expect(parseDay('2023-02-29')).toBeNull()
    expect(parseDay('1900-02-29')).toBeNull()
    expect(parseDay('2000-02-29')).not.toBeNull()
    expect(parseDay('2024-13-01')).toBeNull()
    expect(parseDay('2024-3-1')).toBeNull()
    expect(isCalendarDate(2024, 4, 31)).toBe(false)
  })
})

describe('periods', () => {
  test.each([...periods])('%s: a period begins on its first day and ends the day before the next', (period: Period) => {
    fc.assert(
      fc.property(day, (number) => {
        const index = periodIndex(number, period)
        expect(periodStart(index, period)).toBeLessThanOrEqual(number)
        expect(periodStart(index + 1, period)).toBeGreaterThan(number)
      }),
    )
  })

  test('periods are written as ISO 8601 does', () => {
    const at = (written: string) => parseDay(written) as number
    expect(periodLabel(periodIndex(at('2021-01-03'), 'week'), 'week')).toBe('2020-W53')
    expect(periodLabel(periodIndex(at('2024-12-30'), 'week'), 'week')).toBe('2025-W01')
    expect(periodLabel(periodIndex(at('2024-03-31'), 'month'), 'month')).toBe('2024-03')
    expect(periodLabel(periodIndex(at('2024-12-01'), 'quarter'), 'quarter')).toBe('2024-Q4')
    expect(periodLabel(periodIndex(at('0998-01-01'), 'year'), 'year')).toBe('0998')
  })

  test('anniversaries go by the calendar, leap days included', () => {
    const passed = (from: string, to: string, period: Period) =>
      completedPeriods(parseDay(from) as number, parseDay(to) as number, period)
    expect(passed('2024-02-29', '2025-02-28', 'year')).toBe(0)
    expect(passed('2024-02-29', '2025-03-01', 'year')).toBe(1)
    expect(passed('2023-01-31', '2023-02-28', 'month')).toBe(0)
    expect(passed('2023-01-31', '2023-03-01', 'month')).toBe(1)
    expect(passed('2023-05-10', '2023-08-10', 'quarter')).toBe(1)
    expect(passed('2023-05-10', '2023-08-09', 'quarter')).toBe(0)
    expect(passed('2023-05-10', '2023-05-17', 'week')).toBe(1)
  })
})
