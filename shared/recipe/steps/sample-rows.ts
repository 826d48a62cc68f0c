import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, text } from '../../contract/text'
import { createRandom, type Random } from '../../math/random'
import { defineStep } from '../define-step'
import { takeRows } from '../frame'
import { groupRows, rowsOfGroups } from '../groups'
import { columnName } from '../step-params'
import { reduced } from '../touched'

const params = z.object({
  /** Share of the rows, or their number when above 1. */
  size: z.number().gt(0).default(0.1),
  by: columnName().nullable().default(null),
  seed: z.int().min(0).default(42),
})

/**
 * A random sample without replacement, in the order of the table; with `by`, stratified: each group gives its share, by
 * largest remainders, so that the sizes add up. The same seed gives the same rows. @throws columnMissing, sampleTooLarge
 */
export const sampleRows = defineStep({
  kind: 'sample-rows',
  group: 'rows',
  params,
  changesRows: () => true,
  apply(frame, { size, by, seed }) {
    const wanted = size > 1 ? Math.trunc(size) : Math.round(size * frame.nRows)
    if (wanted > frame.nRows) throw failure('sampleTooLarge', { wanted, rows: frame.nRows })
    const strata = rowsOfGroups(groupRows(frame, by === null ? [] : [by]))
    const sizes = allot(
      strata.map((rows) => (rows.length * wanted) / Math.max(1, frame.nRows)),
      wanted,
    )
    const random = createRandom(seed)
    const rows = strata.flatMap((stratum, i) => [...draw(stratum, sizes[i] as number, random.fork(i))])
    return reduced(frame, takeRows(frame, Int32Array.from(rows).sort()))
  },
  words: ({ size, by }) => {
    const amount = size > 1 ? quantity(Math.trunc(size), 'count') : quantity(size, 'percent')
    return by === null
      ? text('steps.sample-rows.words.random', { size: amount })
      : text('steps.sample-rows.words.stratified', { size: amount, by: literal(by) })
  },
})

/** Whole numbers near the shares that add up to the total: what is cut off decides who gets one more. */
function allot(shares: readonly number[], total: number): number[] {
  const sizes = shares.map(Math.floor)
  let rest = total - sizes.reduce((sum, size) => sum + size, 0)
  const order = shares
    .map((share, i) => ({ i, cut: share - Math.floor(share) }))
    .sort((a, b) => b.cut - a.cut || a.i - b.i)
  for (const { i } of order) {
    if (rest-- <= 0) break
    sizes[i] = (sizes[i] as number) + 1
  }
  return sizes
}

/** The first so many of a shuffled list (Fisher and Yates). */
function draw(rows: Int32Array, count: number, random: Random): Int32Array {
  const pool = rows.slice()
  for (let i = 0; i < count; i++) {
    const other = i + random.integer(pool.length - i)
    const held = pool[i] as number
    pool[i] = pool[other] as number
    pool[other] = held
  }
  return pool.subarray(0, count)
}
