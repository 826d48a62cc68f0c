import { TextInput } from '@mantine/core'
import type { ListReference } from '@shared/contract/list-reference'
import type { TableElement } from '@shared/contract/result-elements'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useMemo, useRef, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { ElementHeading } from '../element-heading'
import { useResultScope } from '../result-scope'
import { useSegmentOfWords } from '../use-segment-names'
import { useWhy } from '../why/why-store'
import { columnFacts } from './column-facts'
import { HeaderCell } from './header-cell'
import { ListMenu } from './list-menu'
import classes from './list-table.module.css'
import { ResultRow } from './result-row'
import tableClasses from './result-table.module.css'
import { nextSort, type TableSort } from './sort-rows'
import { useListWindow } from './use-list-window'

const ROW_HEIGHT = 29

/**
 * All rows of a long list of a result, such as its customers: fetched as they come into sight, sorted and searched in the
 * engine. The name of a row opens the explanation of its numbers.
 */
export function ListTable({ element }: { element: TableElement & { list: ListReference } }) {
  const t = useText()
  const format = useFormat()
  const titleId = useId()
  const { run } = useResultScope()
  const segmentOf = useSegmentOfWords()
  const asked = useWhy((state) => (state.question?.elementId === element.id ? state.question.position : null))
  const [sort, setSort] = useState<TableSort | null>(null)
  const [search, setSearch] = useState('')
  const facts = useMemo(() => columnFacts(element), [element])
  const list = useListWindow(run, element, sort, search)
  const scroller = useRef<HTMLElement>(null)
  const virtualizer = useVirtualizer({
    count: list.total,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    useFlushSync: false,
    getScrollElement: () => scroller.current,
    onChange: (instance) => {
      const items = instance.getVirtualItems()
      list.show(items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
    },
  })
  const items = virtualizer.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = Math.max(0, virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0))
  const nameAt = element.columns.findIndex(({ id }) => id === 'id')
  const spacer = (height: number) =>
    height > 0 && (
      <tr>
        <td colSpan={element.columns.length} style={{ height, padding: 0 }} />
      </tr>
    )
  return (
    <div className={tableClasses.block}>
      <div className={tableClasses.head}>
        <ElementHeading id={titleId} className={tableClasses.title}>
          {t(element.title)}
        </ElementHeading>
        <TextInput
          size="xs"
          className={classes.search}
          aria-label={t('results.list.search')}
          placeholder={t('results.list.search')}
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <ListMenu element={element} sort={sort} search={search} />
      </div>
      <p className={tableClasses.caption} role="status">
        {t(search.trim() === '' ? 'results.list.all' : 'results.list.found', {
          count: format.number(list.total, 'count'),
        })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard */}
      <section ref={scroller} className={tableClasses.scroller} tabIndex={0} aria-labelledby={titleId}>
        <table className={tableClasses.table} aria-labelledby={titleId} aria-rowcount={list.total + 1}>
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
            {spacer(before)}
            {items.map((item) => {
              const row = list.rowAt(item.index)
              if (!row) return <tr key={item.index}>{<td colSpan={element.columns.length}>…</td>}</tr>
              const name = String(row.cells[Math.max(0, nameAt)] ?? '–')
              const ask = () =>
                useWhy.getState().ask({ runId: run.id, elementId: element.id, position: row.position, name })
              return (
                <ResultRow
                  key={item.index}
                  cells={row.cells}
                  columns={element.columns}
                  facts={facts}
                  segmentOf={segmentOf}
                  onOpen={ask}
                  openLabel={t('why.title', { customer: name })}
                  isOpen={asked === row.position}
                />
              )
            })}
            {spacer(after)}
          </tbody>
        </table>
      </section>
    </div>
  )
}
