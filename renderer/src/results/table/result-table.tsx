import type { TableCell, TableElement } from '@shared/contract/result-elements'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useMemo, useRef, useState } from 'react'
import { useLanguage, useText } from '../../app/locale/locale-provider'
import { ElementHeading } from '../element-heading'
import { useSegmentOfWords } from '../use-segment-names'
import { columnFacts } from './column-facts'
import { HeaderCell } from './header-cell'
import { ResultRow } from './result-row'
import classes from './result-table.module.css'
import { nextSort, sortRows, type TableSort } from './sort-rows'
import { TableMenu } from './table-menu'

/** Above so many rows only those in sight are drawn. */
const VIRTUAL_ABOVE = 120
const ROW_HEIGHT = 29

/** A table of a result: sortable, with a header and a first column that stay, bars and tints in its cells, and totals. */
export function ResultTable({ element }: { element: TableElement }) {
  const t = useText()
  const titleId = useId()
  const segmentOf = useSegmentOfWords()
  const [sort, setSort] = useState<TableSort | null>(null)
  const facts = useMemo(() => columnFacts(element), [element])
  const order = useOrder(element, sort)
  const scroller = useRef<HTMLElement>(null)
  const shown = useShownRows(order, scroller)
  return (
    <div className={classes.block}>
      <div className={classes.head}>
        <ElementHeading id={titleId} className={classes.title}>
          {t(element.title)}
        </ElementHeading>
        <TableMenu element={element} order={order} facts={facts} />
      </div>
      {element.caption && <p className={classes.caption}>{t(element.caption)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard */}
      <section ref={scroller} className={classes.scroller} tabIndex={0} aria-labelledby={titleId}>
        <table className={classes.table} aria-labelledby={titleId} aria-rowcount={order.length + 1}>
          <thead>
            <tr>
              {element.columns.map((column, index) => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  isNumeric={facts[index]?.isNumeric ?? false}
                  sorted={sort?.column === index ? (sort.descending ? 'descending' : 'ascending') : undefined}
                  onSort={() => setSort(nextSort(sort, index, facts[index]?.isNumeric ?? false))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            <Spacer height={shown.before} columns={element.columns.length} />
            {shown.rows.map((row) => (
              <ResultRow
                key={row}
                cells={element.rows[row] ?? []}
                columns={element.columns}
                facts={facts}
                segmentOf={segmentOf}
              />
            ))}
            <Spacer height={shown.after} columns={element.columns.length} />
          </tbody>
          {element.totals && (
            <tfoot>
              <ResultRow cells={element.totals} columns={element.columns} facts={facts} segmentOf={segmentOf} isTotal />
            </tfoot>
          )}
        </table>
      </section>
    </div>
  )
}

/** Positions of the rows in the order shown. */
function useOrder(element: TableElement, sort: TableSort | null): number[] {
  const t = useText()
  const language = useLanguage()
  return useMemo(() => {
    const collator = new Intl.Collator(language, { numeric: true })
    const words = (cell: TableCell) => (typeof cell === 'object' && cell !== null ? t(cell) : String(cell ?? ''))
    return sortRows(element.rows, sort, words, collator.compare)
  }, [element, sort, t, language])
}

interface ShownRows {
  rows: readonly number[]
  /** Height of what is left out above and below, in pixels. */
  before: number
  after: number
}

function useShownRows(order: readonly number[], scroller: React.RefObject<HTMLElement | null>): ShownRows {
  const isVirtual = order.length > VIRTUAL_ABOVE
  const virtualizer = useVirtualizer({
    count: isVirtual ? order.length : 0,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    useFlushSync: false,
    getScrollElement: () => scroller.current,
  })
  if (!isVirtual) return { rows: order, before: 0, after: 0 }
  const items = virtualizer.getVirtualItems()
  return {
    rows: items.map((item) => order[item.index] ?? 0),
    before: items[0]?.start ?? 0,
    after: Math.max(0, virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)),
  }
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height === 0) return null
  return (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  )
}
