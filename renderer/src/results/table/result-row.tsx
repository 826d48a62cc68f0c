import type { TableCell, TableColumn } from '@shared/contract/result-elements'
import type { CSSProperties } from 'react'
import { SegmentMark } from '../segment-mark'
import { useSegmentColour } from '../use-segment-names'
import type { ColumnFacts } from './column-facts'
import classes from './result-table.module.css'
import { useCellWords } from './use-cell-words'

interface ResultRowProps {
  cells: readonly TableCell[]
  columns: readonly TableColumn[]
  facts: readonly ColumnFacts[]
  /** Which segment of the run these words name. */
  segmentOf: (words: string) => number | undefined
  isTotal?: boolean
  /** Explains the row's numbers. */
  onOpen?: () => void
  /** What the button that does so says. */
  openLabel?: string
  isOpen?: boolean
}

/** One row; its first cell heads it, with the segment's colour when it names one. */
export function ResultRow(props: ResultRowProps) {
  const { cells, columns, facts, segmentOf, isTotal = false, onOpen, openLabel, isOpen = false } = props
  const wordsOf = useCellWords()
  const colourOf = useSegmentColour()
  return (
    <tr data-open={isOpen || undefined}>
      {columns.map((column, index) => {
        const cell = cells[index] ?? null
        const fact = facts[index]
        const words = wordsOf(cell, column, fact)
        const className = typeof cell === 'number' || fact?.isNumeric ? classes.number : undefined
        if (index > 0) {
          const look = isTotal ? undefined : lookOf(cell, column, fact)
          return (
            <td
              key={column.id}
              className={className}
              style={look}
              data-bar={look && column.bar ? true : undefined}
              data-wide={column.wide}
            >
              <span>{words}</span>
            </td>
          )
        }
        const segment = typeof cell === 'number' ? undefined : segmentOf(words)
        return (
          <th key={column.id} scope="row" className={className} title={words}>
            {segment !== undefined && <SegmentMark label={segment} colour={colourOf(segment)} />}
            {onOpen ? (
              <button type="button" className={classes.open} aria-label={openLabel} onClick={onOpen}>
                {words}
              </button>
            ) : (
              words
            )}
          </th>
        )
      })}
    </tr>
  )
}

/** Where a cell's bar begins and ends in shares of its room, or how strongly it is tinted; drawn by the style sheet. */
function lookOf(cell: TableCell, column: TableColumn, fact: ColumnFacts | undefined): CSSProperties | undefined {
  if (typeof cell !== 'number' || !fact || fact.extent === 0 || !Number.isFinite(cell)) return undefined
  const share = cell / fact.extent
  if (column.bar) return barOf(share, fact.hasNegative)
  if (!column.heat) return undefined
  const hue = share < 0 ? 'var(--heat-below)' : 'var(--heat-above)'
  return { backgroundColor: `color-mix(in srgb, ${hue} ${Math.round(Math.abs(share) * 55)}%, transparent)` }
}

function barOf(share: number, hasNegative: boolean): CSSProperties {
  const zero = hasNegative ? 0.5 : 0
  const end = zero + share * (hasNegative ? 0.5 : 1)
  return { '--bar-start': Math.min(zero, end), '--bar-end': Math.max(zero, end) } as CSSProperties
}
