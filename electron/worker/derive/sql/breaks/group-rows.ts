import type { SqlGroup } from '@shared/recipe/sql/sql-break'
import { withStorages } from '../describe-columns'
import { fromText, placeIn, whereText } from '../sql-source'
import { rowsOfTable } from '../sql-table'
import type { BreakInput, BreakOutcome } from './break-outcome'
import { termOf } from './order-rows'

/** One row per group, in order of first appearance. */
export function groupedRows({ scratch, rows, nRows }: BreakInput, { keys, made }: SqlGroup): BreakOutcome {
  const { source, relation } = rows
  const place = placeIn(source)
  const inner = [
    ...keys.map(({ sql }, i) => `${sql} AS key_${i}`),
    ...made.map(({ sql }, i) => `${sql} AS made_${i}`),
    `min(${place}) AS appeared`,
  ]
  const by = keys.length > 0 ? `GROUP BY ${keys.map(({ sql }) => termOf(sql)).join(', ')}` : 'HAVING count(*) > 0'
  const outer = [
    ...keys.map((_, i) => `key_${i}`),
    ...made.map(({ at }, i) =>
      at === undefined ? `made_${i}` : `(SELECT ${at} FROM ${fromText(source)} WHERE ${place} = made_${i})`,
    ),
  ]
  scratch.expect(source.size)
  const groups = `SELECT ${inner.join(', ')} FROM ${fromText(source)} WHERE ${whereText(source, relation.where)} ${by}`
  const columns = [...keys, ...made]
  const table = scratch.newTable(columns, [`SELECT ${outer.join(', ')} FROM (${groups}) ORDER BY appeared`])
  const after = withStorages(scratch, rowsOfTable(table.name, columns, table.nRows))
  return { rows: after, nRows: table.nRows, touched: { rows: nRows, cells: table.nRows * made.length } }
}
