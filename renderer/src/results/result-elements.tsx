import type { ResultElement } from '@shared/contract/result-elements'
import { useMemo } from 'react'
import { useText } from '../app/locale/locale-provider'
import { FigureView } from './figure/figure-view'
import { type ElementGroup, groupElements } from './group-elements'
import { MetricRow } from './metric-row'
import { NoticeLine } from './notice-line'
import classes from './result-elements.module.css'
import { SegmentCards } from './segment-cards'
import { segmentSizes } from './segment-sizes'
import { ResultTable } from './table/result-table'
import { TextBlock } from './text-block'

/** Everything a result says, in the order the method gave it. Needs a `ResultScopeProvider` above it. */
export function ResultElements({ elements }: { elements: readonly ResultElement[] }) {
  const groups = useMemo(() => groupElements(elements), [elements])
  const sizes = useMemo(() => segmentSizes(elements), [elements])
  return (
    <div className={classes.elements}>
      {groups.map((group) => (
        <Group key={group.id} group={group} sizes={sizes} />
      ))}
    </div>
  )
}

function Group({ group, sizes }: { group: ElementGroup; sizes: readonly number[] }) {
  if (group.kind === 'metrics') return <MetricRow metrics={group.elements} />
  if (group.kind === 'segments') return <SegmentCards elements={group.elements} sizes={sizes} />
  return <Element element={group.element} />
}

function Element({ element }: { element: ResultElement }) {
  const t = useText()
  if (element.type === 'table') return <ResultTable element={element} />
  if (element.type === 'figure') return <FigureView element={element} />
  if (element.type === 'notice') return <NoticeLine level={element.level}>{t(element.text)}</NoticeLine>
  return element.type === 'text' ? <TextBlock element={element} /> : null
}
