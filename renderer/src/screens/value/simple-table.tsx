import type { ReactNode } from 'react'
import classes from './value-pages.module.css'

interface SimpleTableProps {
  label: string
  header: readonly ReactNode[]
  rows: readonly (readonly ReactNode[])[]
  /** A last row that sums the others up. */
  totals?: readonly ReactNode[]
}

/** A small table of numbers or fields; the first column heads its row. */
export function SimpleTable({ label, header, rows, totals }: SimpleTableProps) {
  const cells = (row: readonly ReactNode[]) =>
    row.map((cell, index) =>
      index === 0 ? (
        <th key="head" scope="row" className={classes.words}>
          {cell}
        </th>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name and never move
        <td key={index}>{cell}</td>
      ),
    )
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {header.map((cell, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name and never move
            <th key={index} scope="col" className={index === 0 ? classes.words : undefined}>
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are numbered and have no other name
          <tr key={index}>{cells(row)}</tr>
        ))}
      </tbody>
      {totals && (
        <tfoot>
          <tr>{cells(totals)}</tr>
        </tfoot>
      )}
    </table>
  )
}
