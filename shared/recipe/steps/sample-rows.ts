import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, text } from '../../contract/text'
import { createRandom, type Random } from '../../math/random'
import { defineStep } from '../define-step'
import { takeRows } from '../frame'
import { type Groups, groupRows, rowsOfGroups } from '../groups'
import { sqlColumn } from '../sql/sql-relation'
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
    const wanted = sampleSize(size, frame.nRows)
    const groups = groupRows(frame, by === null ? [] : [by])
    return reduced(frame, takeRows(frame, drawRows(frame.nRows, groups, wanted, seed)))
  },
  toSql(relation, { by, size, seed }) {
    const column = by === null ? null : sqlColumn(relation, by)
    return column === undefined ? null : { kind: 'sample', by: column?.sql ?? null, size, seed }
  },
  withoutSql: 'random',
  words: ({ size, by }) => {
    const amount = size > 1 ? quantity(Math.trunc(size), 'count') : quantity(size, 'percent')
    return by === null
      ? text('steps.sample-rows.words.random', { size: amount })
      : text('steps.sample-rows.words.stratified', { size: amount, by: literal(by) })
  },
})

/** How many rows a sample of this size has. @throws sampleTooLarge */
export function sampleSize(size: number, nRows: number): number {
  const wanted = size > 1 ? Math.trunc(size) : Math.round(size * nRows)
  if (wanted > nRows) throw failure('sampleTooLarge', { wanted, rows: nRows })
  return wanted
}

/** Rows drawn at random, ascending: of each group its share. */
export function drawRows(nRows: number, groups: Groups, wanted: number, seed: number): Int32Array {
  const strata = rowsOfGroups(groups)
  const sizes = allot(
    strata.map((rows) => (rows.length * wanted) / Math.max(1, nRows)),
    wanted,
  )
  const random = createRandom(seed)
  return Int32Array.from(strata.flatMap((stratum, i) => [...draw(stratum, sizes[i] as number, random.fork(i))])).sort()
}

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
