import type { TableCell, TableElement } from '@shared/contract/result-elements'
import type { TableContent } from '@shared/dashboard/dashboard'
import type { CSSProperties } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { type ColumnFacts, columnFacts } from '../../results/table/column-facts'
import { HeaderCell } from '../../results/table/header-cell'
import { useCellWords } from '../../results/table/use-cell-words'
import classes from './dashboard.module.css'
import { orderOf, sortedTable } from './table-sort'

interface TableTileProps {
  table: TableElement
  content: TableContent
  onChange(content: TableContent): void
}

/** Rows of a table, with its totals below; a click on a column's name sorts by it, and the tile remembers. */
export function TableTile({ table, content, onChange }: TableTileProps) {
  const t = useText()
  const facts = columnFacts(table)
  const names = table.columns.map(({ label }) => t(label))
  const order = orderOf(content, names)
  if (table.rows.length === 0) return <p className={classes.none}>{t('dashboards.noRows')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
    <section className={classes.tableScroller} tabIndex={0} aria-label={t(table.title)}>
      <table className={classes.table}>
        <thead>
          <tr>
            {table.columns.map((column, i) => (
              <HeaderCell
                key={column.id}
                column={column}
                isNumeric={facts[i]?.isNumeric === true}
                sorted={order?.columnId !== column.id ? undefined : order.descending ? 'descending' : 'ascending'}
                onSort={() => onChange(sortedTable(content, column.id, names))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
            <TableRow key={row} table={table} cells={cells} facts={facts} />
          ))}
        </tbody>
        {table.totals && (
          <tfoot>
            <TableRow table={table} cells={table.totals} facts={[]} />
          </tfoot>
        )}
      </table>
    </section>
  )
}

interface TableRowProps {
  table: TableElement
  cells: readonly TableCell[]
  facts: readonly ColumnFacts[]
}

function TableRow({ table, cells, facts }: TableRowProps) {
  const wordsOf = useCellWords()
  return (
    <tr>
      {table.columns.map((column, i) => {
        const cell = cells[i] ?? null
        const words = wordsOf(cell, column, facts[i])
        if (i === 0) {
          return (
            <th key={column.id} scope="row" title={words}>
              {words}
            </th>
          )
        }
        const bar = column.bar ? barOf(cell, facts[i]) : undefined
        return (
          <td key={column.id} data-numeric={typeof cell === 'number' || undefined} style={bar}>
            {words}
          </td>
        )
      })}
    </tr>
  )
}

/** How long the bar behind a number is, in shares of the longest. */
function barOf(cell: TableCell, fact: ColumnFacts | undefined): CSSProperties | undefined {
  if (typeof cell !== 'number' || !fact || fact.extent === 0 || cell <= 0) return undefined
  return { '--bar-share': `${(100 * cell) / fact.extent}%` } as CSSProperties
}
