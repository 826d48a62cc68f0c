import { readFileSync } from 'node:fs'
import { type Frame, numberColumn } from '@shared/recipe/frame'
import { describe, expect, test } from 'vitest'
import { applied, step, table, values } from './tables'

type Cells = (number | string | null)[]
interface Reference {
  dates: string[]
  parts: Record<string, Cells>
  pairs: Record<string, string | number>[]
  rows: Record<string, Cells>
  groups: string[]
  aggregates: Record<string, Record<string, Cells>>
  duplicated: Record<string, number[]>
}

/** Oracle: pandas, numpy and scipy; versions and definitions stand in the file's `_meta`. */
const reference = JSON.parse(
  readFileSync(new URL('./fixtures/dates-and-groups.json', import.meta.url), 'utf8'),
) as Reference

const dateColumn = (name: string, written: readonly string[]) =>
  numberColumn(
    name,
    'date',
    Float64Array.from(written, (day) => Date.parse(`${day}T00:00:00Z`)),
  )

describe('parts of dates are those of pandas, around every kind of new year', () => {
  const start: Frame = { nRows: reference.dates.length, columns: [dateColumn('day', reference.dates)] }
  const parts = Object.keys(reference.parts)
  const { frame } = applied(start, [step('date-parts', { column: 'day', parts })])
  test.each(parts)('%s', (part) => {
    expect(values(frame, `day_${part}`)).toEqual(reference.parts[part])
  })
})

describe('differences of dates, leap days and ends of months included', () => {
  const of = (side: string) => reference.pairs.map((pair) => String(pair[side]))
  const start: Frame = {
    nRows: reference.pairs.length,
    columns: [dateColumn('a', of('from')), dateColumn('b', of('to'))],
  }
  test.each(['hours', 'days', 'weeks', 'months', 'quarters', 'years'])('%s', (unit) => {
    const { frame } = applied(start, [step('date-difference', { from: 'a', to: 'b', unit, name: 'n' })])
    expect(values(frame, 'n').map((value) => Number(value) + 0)).toEqual(
      reference.pairs.map((pair) => Number(pair[unit]) + 0),
    )
  })
  test('working days', () => {
    const { frame } = applied(start, [step('derive-column', { name: 'n', formula: 'NETWORKDAYS(a, b)' })])
    expect(values(frame, 'n')).toEqual(reference.pairs.map((pair) => pair['workdays']))
  })
})

describe('summaries of groups are those of pandas (1e-12)', () => {
  const start = table(reference.rows)
  const cases = Object.entries(reference.aggregates).flatMap(([column, found]) =>
    Object.entries(found).map(([summary, expected]) => ({ column, summary, expected })),
  )
  test.each(cases)('$summary of $column', ({ column, summary, expected }) => {
    const { frame } = applied(start, [
      step('aggregate', { by: ['k'], aggregates: [{ column, summary, name: 'made' }] }),
    ])
    expect(values(frame, 'k')).toEqual(reference.groups)
    const ours = values(frame, 'made')
    for (const [i, value] of expected.entries()) {
      if (value === null) expect(ours[i]).toBeNull()
      else
        expect(Math.abs(Number(ours[i]) - Number(value))).toBeLessThanOrEqual(
          1e-12 * Math.max(1, Math.abs(Number(value))),
        )
    }
  })

  test('rows that stay of those that repeat are those of drop_duplicates', () => {
    const nRows = start.nRows
    const numbered: Frame = {
      nRows,
      columns: [
        ...start.columns,
        numberColumn(
          'row',
          'integer',
          Float64Array.from({ length: nRows }, (_, i) => i),
        ),
      ],
    }
    for (const [keep, expected] of Object.entries({
      first: reference.duplicated['first'],
      last: reference.duplicated['last'],
      none: reference.duplicated['False'],
    })) {
      const { frame } = applied(numbered, [step('remove-duplicates', { columns: ['k', 'w'], keep })])
      expect(values(frame, 'row')).toEqual(expected)
    }
  })

  test('a combination without rows is a sum of 0, or missing as in pivot_table', () => {
    const frame = table({ down: ['x', 'x', 'y'], across: ['p', 'q', 'p'], v: [1, 2, 3] })
    const made = (params: object) =>
      values(
        applied(frame, [step('pivot', { rows: ['down'], columns: 'across', value: 'v', ...params })]).frame,
        'across_q',
      )
    expect(made({})).toEqual([2, 0])
    expect(made({ absent: 'missing' })).toEqual([2, null])
  })
})
