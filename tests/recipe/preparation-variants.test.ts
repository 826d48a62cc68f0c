import { readFileSync } from 'node:fs'
import { type Frame, numberColumn, textColumnOf } from '@shared/recipe/frame'
import { expect, test } from 'vitest'
import { applied, step, values } from './tables'

interface Case {
  /** The call that the expectation comes from. */
  of: string
  kind: string
  params: Record<string, unknown>
  column: string
  tolerance: number
  expected: (number | null)[]
}
interface Reference {
  data: Record<string, (number | string | null)[]>
  cases: Case[]
}

/** Oracle: scikit-learn, numpy and pandas; versions and definitions stand in the file's `_meta`. */
const reference = JSON.parse(
  readFileSync(new URL('./fixtures/preparation-variants.json', import.meta.url), 'utf8'),
) as Reference

const columns = Object.entries(reference.data)
const start: Frame = {
  nRows: columns[0]?.[1].length ?? 0,
  columns: columns.map(([name, cells]) =>
    cells.some((cell) => typeof cell === 'string')
      ? textColumnOf(name, cells as (string | null)[])
      : numberColumn(
          name,
          'real',
          Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
        ),
  ),
}

const groups = new Map<string, Case[]>()
for (const one of reference.cases) {
  const title = `${one.kind}: as ${one.of}`
  groups.set(title, [...(groups.get(title) ?? []), one])
}

test.each([...groups.keys()])('%s', (title) => {
  for (const { kind, params, column, tolerance, expected } of groups.get(title) ?? []) {
    const ours = values(applied(start, [step(kind, params)]).frame, column)
    expect(ours.map((value) => value === null)).toEqual(expected.map((value) => value === null))
    for (const [row, value] of expected.entries()) {
      const gap = Math.abs((ours[row] as number) - (value ?? 0))
      if (value !== null)
        expect(gap, `${column}, row ${row}`).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)))
    }
  }
})
