import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openReadable } from '../../../electron/database/connection'
import { readRevision } from '../../../electron/database/dataset-store'
import { SortedRows } from '../../../electron/worker/sorted-rows'
import { scratchFolder } from '../database/scratch'
import { makeWorkspace } from './make-workspace'

const nRows = 200
const rowOf = (make: (i: number) => string | number | null) => Array.from({ length: nRows }, (_, i) => make(i))
const workspace = makeWorkspace(scratchFolder(), {
  shop: {
    x: { storage: 'real', values: rowOf((i) => (i % 7 === 0 ? null : (i * 37) % 11)) },
    city: { storage: 'text', values: rowOf((i) => (i % 5 === 0 ? null : `city ${(i * 13) % 4}`)) },
  },
})
const database = openReadable(workspace.path)
const revision = readRevision(database, 'shop')
afterAll(() => {
  database.close()
  workspace.close()
})

interface Sort {
  column: string
  descending: boolean
}

const sort: fc.Arbitrary<Sort[]> = fc.uniqueArray(
  fc.record({ column: fc.constantFrom('x', 'city'), descending: fc.boolean() }),
  {
    selector: ({ column }): string => column,
    minLength: 1,
  },
)
const rows = fc.uniqueArray(fc.nat(nRows - 1)).map((ids) => Int32Array.from(ids).sort())
const orderOf = (
  sorted: SortedRows,
  by: typeof sort extends fc.Arbitrary<infer T> ? T : never,
  some: Int32Array | null,
) => sorted.of(database, revision, by, some, () => false)

test('few or many rows, in an order that is known or not: always the same order, and no row more or less', () => {
  const remembering = new SortedRows()
  fc.assert(
    fc.property(sort, rows, (by, some) => {
      const fresh = orderOf(new SortedRows(), by, some)
      expect([...fresh].sort((a, b) => a - b)).toEqual([...some])
      const all = orderOf(remembering, by, null)
      expect([...orderOf(remembering, by, some)]).toEqual([...fresh])
      expect([...fresh]).toEqual([...all].filter((row) => some.includes(row)))
    }),
    { numRuns: 60 },
  )
})

test('what is given away is the asker’s own: changing it changes no later answer', () => {
  const sorted = new SortedRows()
  const by = [{ column: 'x', descending: true }]
  const before = [...orderOf(sorted, by, null)]
  orderOf(sorted, by, null).fill(0)
  orderOf(
    sorted,
    by,
    Int32Array.from({ length: nRows }, (_, i) => i),
  ).fill(0)
  expect([...orderOf(sorted, by, null)]).toEqual(before)
})
