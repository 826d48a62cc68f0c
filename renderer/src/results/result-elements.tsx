import type { ResultElement, TableElement } from '@shared/contract/result-elements'
import { type ReactNode, useMemo } from 'react'
import { useText } from '../app/locale/locale-provider'
import { FigureView } from './figure/figure-view'
import { type ElementGroup, groupElements, summaryLength } from './group-elements'
import { MetricRow } from './metric-row'
import { NoticeLine } from './notice-line'
import classes from './result-elements.module.css'
import { useMaybeResultScope } from './result-scope'
import { SegmentCards } from './segment-cards'
import { segmentSizes } from './segment-sizes'
import { ListTable } from './table/list-table'
import { ResultTable } from './table/result-table'
import { TextBlock } from './text-block'

interface ResultElementsProps {
  elements: readonly ResultElement[]
  /** What to know before reading on: stands between the summary and the first figure, table or segment. */
  caveats?: ReactNode
}

/** Everything a result says, in the order the method gave it. Figures and segments need a `ResultScopeProvider` above. */
export function ResultElements({ elements, caveats }: ResultElementsProps) {
  const groups = useMemo(() => groupElements(elements), [elements])
  const sizes = useMemo(() => segmentSizes(elements), [elements])
  const summary = summaryLength(groups)
  return (
    <div className={classes.elements}>
      {groups.slice(0, summary).map((group) => (
        <Group key={group.id} group={group} sizes={sizes} />
      ))}
      {caveats}
      {groups.slice(summary).map((group) => (
        <Group key={group.id} group={group} sizes={sizes} />
      ))}
    </div>
  )
}

function Group({ group, sizes }: { group: ElementGroup; sizes: readonly number[] }) {
  if (group.kind === 'metrics') return <MetricRow metrics={group.elements} />
  if (group.kind === 'segments') return <SegmentCards elements={group.elements} sizes={sizes} />
  if (group.kind === 'tables') return <Tables tables={group.elements} />
  return <Element element={group.element} />
}

/** Tables that are narrow enough stand side by side. */
function Tables({ tables }: { tables: readonly TableElement[] }) {
  const interactive = useMaybeResultScope()?.interactive ?? false
  return (
    <div className={classes.tables}>
      {tables.map(({ list, ...table }) =>
        list && interactive ? (
          <ListTable key={table.id} element={{ ...table, list }} />
        ) : (
          <ResultTable key={table.id} element={table} />
        ),
      )}
    </div>
  )
}

function Element({ element }: { element: ResultElement }) {
  const t = useText()
  if (element.type === 'figure') return <FigureView element={element} />
  if (element.type === 'notice') return <NoticeLine level={element.level}>{t(element.text)}</NoticeLine>
  return element.type === 'text' ? <TextBlock element={element} /> : null
}
