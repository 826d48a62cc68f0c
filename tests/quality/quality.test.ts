import type { ColumnInfo, MeasureType } from '@shared/dataset/schema'
import { independenceTest } from '@shared/math/hypothesis/independence-test'
import { associationsOf } from '@shared/quality/associations'
import { columnQuality } from '@shared/quality/column-quality'
import { findingsOf } from '@shared/quality/findings'
import { MissingPatterns } from '@shared/quality/missing-patterns'
import type { Finding, QualityReport } from '@shared/quality/quality-report'
import { RepeatedRows } from '@shared/quality/repeated-rows'
import { type Frame, type FrameColumn, numberColumn, textColumnOf } from '@shared/recipe/frame'
import { dayNumber, millisecondsPerDay } from '@shared/transactions/calendar'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applied, table, values } from '../recipe/tables'

const today = dayNumber(2024, 6, 30)
const facts = { today }
const nothing = { columns: [], values: [] }

function infoOf({ name, storage, measureType, role }: FrameColumn, type: MeasureType = measureType): ColumnInfo {
  return { name, storage, role, measureType: type, missing: 0 }
}

function reportOf(frame: Frame): QualityReport {
  const repeated = new RepeatedRows(frame.nRows)
  const patterns = new MissingPatterns(frame.nRows)
  for (const column of frame.columns) {
    repeated.add(column)
    patterns.add(column)
  }
  return {
    nRows: frame.nRows,
    columns: frame.columns.map((column) => columnQuality(column, infoOf(column), today)),
    duplicateRows: repeated.count(),
    missingPatterns: patterns.top(12),
    associations: {
      rows: frame.nRows,
      leftOut: 0,
      pearson: nothing,
      spearman: nothing,
      kendall: nothing,
      kendallRows: frame.nRows,
      cramerV: nothing,
      cramerVCorrected: nothing,
      top: [],
    },
  }
}

function findingIn(frame: Frame, kind: Finding['kind']): Finding {
  const found = findingsOf(reportOf(frame), facts).find((finding) => finding.kind === kind)
  if (!found) throw new Error(`no finding ${kind}`)
  return found
}

/** Cells that differ between two tables of the same rows. */
function cellsChanged(before: Frame, after: Frame): number {
  return before.columns.reduce((total, { name }) => {
    const [a, b] = [values(before, name), values(after, name)]
    return total + a.filter((value, row) => value !== b[row]).length
  }, 0)
}

const day = (year: number, month: number, date: number) => dayNumber(year, month, date) * millisecondsPerDay
const dates = Float64Array.of(
  day(2024, 6, 30),
  day(2024, 7, 1),
  day(1900, 1, 1),
  day(1970, 1, 1),
  day(9999, 12, 31),
  Number.NaN,
  day(2023, 1, 1),
)
const shop: Frame = {
  nRows: 7,
  columns: [
    ...table({
      amount: [10, 12, 11, null, 13, 12, 900],
      country: ['China', 'china', 'China', 'China ', null, 'France', 'FRANCE'],
    }).columns,
    numberColumn('day', 'date', dates, { role: 'date' }),
  ],
}

describe('what is found', () => {
  test('dates of tomorrow and placeholder days are suspicious, today is not', () => {
    const { suspiciousDates } = columnQuality(
      shop.columns[2] as FrameColumn,
      infoOf(shop.columns[2] as FrameColumn),
      today,
    )
    expect(suspiciousDates).toEqual({ future: 1, past: 0, '1900-01-01': 1, '1970-01-01': 1, '9999-12-31': 1 })
  })

  test('words that differ in spaces or case are variants of the most frequent spelling', () => {
    const [china, france] = reportOf(shop).columns[1]?.variants ?? []
    expect(china?.spellings.map(({ value }) => value)).toEqual(['China', 'China ', 'china'])
    expect(france?.spellings.map(({ value }) => value)).toEqual(['FRANCE', 'France'])
  })

  test('one value in 95 % of the rows is nearly constant, in all of them constant, in fewer neither', () => {
    const verdict = (others: number) => {
      const column = numberColumn(
        'x',
        'integer',
        Float64Array.from({ length: 100 }, (_, i) => (i < others ? i + 1 : 0)),
      )
      const { constant, nearConstant } = columnQuality(column, infoOf(column), today)
      return [constant, nearConstant]
    }
    expect([verdict(0), verdict(5), verdict(6)]).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ])
  })

  test('more than 50 categories are too many, numbers never are', () => {
    const words = (count: number) =>
      textColumnOf(
        'word',
        Array.from({ length: count }, (_, i) => `w${i}`),
      )
    expect([50, 51].map((count) => columnQuality(words(count), infoOf(words(count)), today).highCardinality)).toEqual([
      false,
      true,
    ])
    const numbers = numberColumn(
      'x',
      'integer',
      Float64Array.from({ length: 99 }, (_, i) => i),
    )
    expect(columnQuality(numbers, infoOf(numbers), today).highCardinality).toBe(false)
  })

  test('missing patterns count every row once, the most frequent first', () => {
    const frame = table({ a: [1, null, null, null], b: [null, null, null, 1], c: [1, 1, 1, 1] })
    expect(reportOf(frame).missingPatterns).toEqual([
      { columns: ['a', 'b'], rows: 2 },
      { columns: ['a'], rows: 1 },
      { columns: ['b'], rows: 1 },
    ])
  })

  test('the gravest findings come first', () => {
    const order = findingsOf(reportOf(shop), facts).map(({ severity }) => ['high', 'medium', 'low'].indexOf(severity))
    expect(order).toEqual([...order].sort())
    expect(order.length).toBeGreaterThan(3)
  })

  test("Cramér's V of columns that say the same is 1, and of independent ones 0", () => {
    const a = { name: 'a', codes: Int32Array.of(0, 0, 1, 1), count: 2 }
    const b = { name: 'b', codes: Int32Array.of(0, 1, 0, 1), count: 2 }
    const { cramerV } = associationsOf(
      { rows: 4, leftOut: 0, numbers: [], categories: [a, { ...a, name: 'c' }, b] },
      () => {},
    )
    expect(cramerV.values).toEqual([
      [1, 1, 0],
      [1, 1, 0],
      [0, 0, 1],
    ])
  })

  // Oracle: the published correction for a table of 12 × 2 with χ² = 68.98828575267176 of 4,521 rows. Tolerance: 1e-12.
  test("Bergsma's correction takes from Cramér's V what chance gives", () => {
    const jobs = [
      [420, 58],
      [877, 69],
      [153, 15],
      [98, 14],
      [838, 131],
      [176, 54],
      [163, 20],
      [379, 38],
      [65, 19],
      [685, 83],
      [115, 13],
      [31, 7],
    ]
    expect(independenceTest(jobs)?.cramerVCorrected).toBeCloseTo(0.11326397915497835, 12)
  })

  // Oracle: scipy.stats.entropy of 3, 2 and 1. Tolerance: 1e-12.
  test('entropy in both units, and how often the first comes for each second', () => {
    const { entropy, frequencyRatio } = columnQuality(
      textColumnOf('c', ['a', 'b', 'a', 'c', 'a', 'b', null]),
      infoOf(textColumnOf('c', [])),
      today,
    )
    expect(entropy?.nats).toBeCloseTo(1.0114042647073516, 12)
    expect(entropy?.bits).toBeCloseTo(1.4591479170272446, 12)
    expect(entropy?.share).toBeCloseTo(1.0114042647073516 / Math.log(3), 12)
    expect(frequencyRatio).toBe(1.5)
  })
})

const cell = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null })
const tables = fc
  .array(fc.tuple(cell, cell, fc.constantFrom('a', 'A', ' a', 'b', null)), { minLength: 1, maxLength: 40 })
  .map((rows) =>
    table({ x: rows.map(([x]) => x), y: rows.map(([, y]) => y), w: ['a', ...rows.slice(1).map(([, , w]) => w)] }),
  )

describe('a remedy', () => {
  test('against copies removes as many rows as were counted', () => {
    fc.assert(
      fc.property(tables, (frame) => {
        const { nRows } = applied(frame, [{ kind: 'remove-duplicates', params: {} }]).frame
        expect(frame.nRows - nRows).toBe(reportOf(frame).duplicateRows)
      }),
    )
  })

  test('changes as many cells as it says, and then nothing of its kind is found', () => {
    const kinds = ['missing', 'outliers', 'variants', 'dates'] as const
    for (const kind of kinds) {
      const { remedies, columns } = findingIn(shop, kind)
      const [remedy] = remedies
      if (!remedy) throw new Error(`${kind} has no remedy`)
      const after = applied(shop, remedy.steps).frame
      expect([kind, cellsChanged(shop, after)]).toEqual([kind, remedy.effect.count])
      const left = findingsOf(reportOf(after), facts).filter((found) => found.kind === kind)
      expect(left.map((found) => found.columns)).not.toContainEqual(columns)
    }
  })

  test('for variants leaves one spelling of each word', () => {
    fc.assert(
      fc.property(tables, (frame) => {
        const found = findingsOf(reportOf(frame), facts).find(({ kind }) => kind === 'variants')
        const remedy = found?.remedies[0]
        if (!remedy) return
        const after = applied(frame, remedy.steps).frame
        expect(reportOf(after).columns[2]?.variants).toEqual([])
        expect(cellsChanged(frame, after)).toBe(remedy.effect.count)
      }),
    )
  })

  test('for many variants leaves one spelling of each word, too', () => {
    const words = Array.from({ length: 9 }, (_, i) => [`w${i}`, `W${i}`, ` w${i}`]).flat()
    const frame = table({ w: [...words, 'Other  word'] })
    const [remedy] = findingIn(frame, 'variants').remedies
    const after = applied(frame, remedy?.steps ?? []).frame
    expect(reportOf(after).columns[0]?.variants).toEqual([])
    expect(cellsChanged(frame, after)).toBe(remedy?.effect.count)
  })

  test('never makes up a customer: rows without one can be left out', () => {
    const [column] = table({ id: [1, 2, null, null, 3] }).columns as [FrameColumn]
    const frame: Frame = { nRows: 5, columns: [{ ...column, role: 'customer' }] }
    const [remedy] = findingIn(frame, 'missing').remedies
    expect(values(applied(frame, remedy?.steps ?? []).frame, 'id')).toEqual([1, 2, 3])
    expect(remedy?.effect).toEqual({ count: 2, of: 'rows' })
  })

  test('never leaves out a column with a role for saying the same as another', () => {
    const { columns } = table({ amount: [1, 2, 3], cost: [1, 2, 3] })
    const roles = (amount: 'amount' | null, cost: 'cost' | null): Frame => ({
      nRows: 3,
      columns: columns.map((column, i) => ({ ...column, role: i === 0 ? amount : cost })),
    })
    const stepsFor = (frame: Frame) => {
      const top = [{ a: 'amount', b: 'cost', measure: 'pearson' as const, value: 1 }]
      const report = reportOf(frame)
      const found = findingsOf({ ...report, associations: { ...report.associations, top } }, facts)
      return found.find(({ kind }) => kind === 'alike')?.remedies[0]?.steps[0]?.params
    }
    expect(stepsFor(roles('amount', 'cost'))).toBeUndefined()
    expect(stepsFor(roles('amount', null))).toEqual({ columns: ['cost'], keep: 'others' })
    expect(stepsFor(roles(null, 'cost'))).toEqual({ columns: ['amount'], keep: 'others' })
  })

  test('for dates keeps what the column is', () => {
    const [remedy] = findingIn(shop, 'dates').remedies
    const after = applied(shop, remedy?.steps ?? []).frame.columns[2]
    expect([after?.storage, after?.role, after?.measureType]).toEqual(['date', 'date', 'time'])
  })
})

/** A table of one column of texts or dates, and what is found of it. */
function textsOf(name: string, texts: readonly (string | null)[]): Frame {
  return { nRows: texts.length, columns: [textColumnOf(name, texts)] }
}

function afterBest(frame: Frame, kind: Finding['kind']): Frame {
  return applied(frame, findingIn(frame, kind).remedies[0]?.steps ?? []).frame
}

describe('what is found of texts and dates, and done about it', () => {
  const times = <T>(count: number, words: (i: number) => T) => Array.from({ length: count }, (_, i) => words(i))

  test('numbers that some words keep from being numbers are read as numbers, the words become missing', () => {
    const frame = textsOf('spend', [...times(9, (i) => `${i * 100}.5`), 'n/a'])
    expect(values(afterBest(frame, 'numbersAsText'), 'spend')).toEqual([...times(9, (i) => i * 100 + 0.5), null])
  })

  test('codes that begin with 0 are no numbers', () => {
    const found = findingsOf(reportOf(textsOf('zip', [...times(9, (i) => `0${1000 + i}`), 'abroad'])), facts)
    expect(found.map(({ kind }) => kind)).not.toContain('numbersAsText')
  })

  test('dates among words are read as dates', () => {
    const frame = textsOf('day', [...times(9, (i) => `2024/3/${i + 1}`), 'unknown'])
    expect(afterBest(frame, 'datesAsText').columns[0]?.storage).toBe('date')
  })

  test('quantities in different units become numbers in the most frequent one', () => {
    const frame = textsOf('weight', ['2 kg', '1.5kg', '500 g', '3 kg', '250g', '4'])
    expect(values(afterBest(frame, 'units'), 'weight')).toEqual([2, 1.5, 0.5, 3, 0.25, 4])
    const chinese = textsOf('重量', ['2公斤', '500克', '3公斤', '1斤'])
    expect(values(afterBest(chinese, 'units'), '重量')).toEqual([2, 0.5, 3, 0.5])
  })

  test('units that are not known to be of one kind have no remedy', () => {
    expect(findingIn(textsOf('price', ['$3', '€4', '$5', '$6']), 'units').remedies).toEqual([])
  })

  test('numbers among words are put apart', () => {
    const frame = textsOf('answer', [...times(5, (i) => String(i)), ...times(5, () => 'often')])
    expect(values(afterBest(frame, 'mixed'), 'answer #')).toEqual([0, 1, 2, 3, 4, null, null, null, null, null])
  })

  test('spaces at the ends are counted and go', () => {
    const frame = textsOf('note', ['a ', ' b', 'c  d', 'e'])
    expect(findingIn(frame, 'spaces').rows).toBe(3)
    expect(values(afterBest(frame, 'spaces'), 'note')).toEqual(['a', 'b', 'c d', 'e'])
  })

  test('cells of spaces become missing, and are never what gaps are filled with', () => {
    const frame = textsOf('note', [' ', 'a', 'a', 'a', null])
    expect(findingIn(frame, 'blanks').rows).toBe(1)
    expect(values(afterBest(frame, 'blanks'), 'note')).toEqual([null, 'a', 'a', 'a', null])
    expect(findingIn(frame, 'missing').remedies).toEqual([])
    const tidied = afterBest(frame, 'blanks')
    expect(values(afterBest(tidied, 'missing'), 'note')).toEqual(['a', 'a', 'a', 'a', 'a'])
  })

  test('dates whose day and month changed places are turned back, others stay', () => {
    const right = Array.from({ length: 40 }, (_, i) => day(2024, 3, 13) + i * millisecondsPerDay)
    const swapped = [day(2024, 11, 4), day(2024, 12, 4)]
    const frame: Frame = { nRows: 42, columns: [numberColumn('day', 'date', Float64Array.of(...right, ...swapped))] }
    const found = findingIn(frame, 'swapped')
    expect([found.rows, found.remedies[0]?.effect.count]).toEqual([2, 2])
    const after = afterBest(frame, 'swapped').columns[0] as FrameColumn
    const turned = [day(2024, 4, 11), day(2024, 4, 12)]
    expect(after.kind === 'numeric' && [...after.values]).toEqual([...right, ...turned])
    expect(after.storage).toBe('date')
  })

  test('moments keep the time of their day when their day and month are turned back', () => {
    const noon = millisecondsPerDay / 2
    const right = Array.from({ length: 40 }, (_, i) => day(2024, 3, 13) + i * millisecondsPerDay + noon)
    const moments = Float64Array.of(...right, day(2024, 11, 4) + noon)
    const frame: Frame = { nRows: 41, columns: [numberColumn('moment', 'datetime', moments)] }
    const after = afterBest(frame, 'swapped').columns[0] as FrameColumn
    expect(after.kind === 'numeric' && [...after.values]).toEqual([...right, day(2024, 4, 11) + noon])
    expect(after.storage).toBe('datetime')
  })

  test('the first days of the first month are no swapped ones', () => {
    const dates = Array.from({ length: 700 }, (_, i) => day(2024, 1, 1) + i * millisecondsPerDay)
    const column = numberColumn('day', 'date', Float64Array.from(dates))
    expect(columnQuality(column, infoOf(column), today).swappedDates).toBeNull()
  })

  test('ages below 0 and above 120 are impossible and emptied; negative quantities are returns or slips', () => {
    const frame = table({ age: [30, -1, 121, 120, 0, null] })
    expect(values(afterBest(frame, 'impossible'), 'age')).toEqual([30, null, null, 120, 0, null])
    const [column] = table({ pieces: [1, -2, 3] }).columns as [FrameColumn]
    const pieces: Frame = { nRows: 3, columns: [{ ...column, role: 'quantity' }] }
    expect(values(afterBest(pieces, 'negative'), 'pieces')).toEqual([1, 3])
  })

  test('a key that repeats is found where rows are to be one per key, and only there', () => {
    const frame = table({ customer: ['a', 'b', 'a'], city: ['x', 'y', null] })
    const kinds = (grain: 'customer' | 'order-line') =>
      findingsOf(reportOf(frame), { today, grain, customerKey: 'customer' }).map(({ kind }) => kind)
    expect(kinds('order-line')).not.toContain('ids')
    expect(kinds('customer')).toContain('ids')
    const found = findingsOf(reportOf(frame), { today, grain: 'customer', customerKey: 'customer' })
    const steps = found.find(({ kind }) => kind === 'ids')?.remedies[0]?.steps ?? []
    expect(values(applied(frame, steps).frame, 'city')).toEqual(['x', 'y'])
  })
})

test('every remedy that is offered can be applied, and changes as much as it says', () => {
  const weights = ['2 kg', '500 g', '3 kg', '1 kg', '4 kg', '5 kg', '250 g']
  const frames = [
    shop,
    table({ age: [30, -1, 121, null, 5, 7, 7], who: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }),
    textsOf('weight', weights),
    textsOf('note', ['a ', 'b']),
  ]
  for (const frame of frames) {
    for (const { kind, remedies } of findingsOf(reportOf(frame), facts)) {
      for (const { effect, steps, words } of remedies) {
        const after = applied(frame, steps).frame
        const changes = {
          rows: frame.nRows - after.nRows,
          columns: frame.columns.length - after.columns.length,
          newColumns: after.columns.length - frame.columns.length,
          cells: effect.of === 'cells' ? cellsChanged(frame, after) : 0,
        }
        expect([kind, words, effect.of, changes[effect.of]]).toEqual([kind, words, effect.of, effect.count])
      }
    }
  }
})
