import { failure } from '@shared/contract/app-error'
import type { ReadableDatabase } from '../database/connection'

const collector = 'collect_row_id'
const rowsPerPoll = 4096

/**
 * Reads the ids of the rows that a query finds.
 * @param from what stands behind FROM: a table, under the name `t`, and its conditions
 * @param most the number of rows of the table
 * @param cancelled polled every few thousand rows found
 * @returns 0-based row ids, ascending
 * @throws cancelled
 * Cost: an aggregate function of ours takes them one by one, three times as fast as a list or an iterator of rows.
 */
export function collectRowIds(
  database: ReadableDatabase,
  from: string,
  parameters: readonly (string | number)[],
  most: number,
  cancelled: () => boolean,
): Int32Array {
  const rows = new Int32Array(most)
  let [count, last, isAscending] = [0, -1, true]
  database.aggregate(collector, {
    start: null,
    directOnly: true,
    step: (_: null, row: unknown) => {
      if (count % rowsPerPoll === 0 && cancelled()) throw failure('cancelled')
      isAscending &&= (row as number) > last
      last = row as number
      rows[count++] = last
    },
  })
  database.prepare(`SELECT ${collector}(t._row) FROM ${from}`).get(...parameters)
  const found = rows.slice(0, count)
  // Through an index rows come in the order of its key.
  return isAscending ? found : found.sort()
}
