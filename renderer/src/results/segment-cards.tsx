import { Button } from '@mantine/core'
import type { TextElement } from '@shared/contract/result-elements'
import { segmentColor } from '@shared/figures/palette'
import { useFormat, useText } from '../app/locale/locale-provider'
import { useColors } from '../app/theme/theme-provider'
import { workbench } from '../app/workbench'
import { notifyError } from '../components/notify'
import { useResultScope } from './result-scope'
import classes from './segment-cards.module.css'
import { SegmentMark } from './segment-mark'
import { SegmentMenu } from './segment-menu'
import { SegmentName } from './segment-name'
import { suggestedName, withoutSuggestion } from './suggested-name'
import { useSegmentColour } from './use-segment-names'

interface SegmentCardsProps {
  elements: readonly TextElement[]
  /** Rows per segment; empty when unknown. */
  sizes: readonly number[]
}

/** What sets each segment apart, in words; its name can be changed in place. */
export function SegmentCards({ elements, sizes }: SegmentCardsProps) {
  return (
    <ul className={classes.cards}>
      {elements.map((element) => (
        <li key={element.id} className={classes.card}>
          <SegmentCard element={element} label={element.segment ?? -1} sizes={sizes} />
        </li>
      ))}
    </ul>
  )
}

function SegmentCard({ element, label, sizes }: { element: TextElement; label: number; sizes: readonly number[] }) {
  const t = useText()
  const { interactive, run } = useResultScope()
  const colourOf = useSegmentColour()
  const isNamed = run.segmentNames[String(label)] !== undefined
  const suggestion = label >= 0 && !isNamed ? suggestedName(element) : null
  const words = isNamed || (interactive && suggestion) ? withoutSuggestion(element.text) : element.text
  return (
    <>
      <div className={classes.head}>
        <SegmentMark label={label} colour={colourOf(label)} size="large" />
        <SegmentName label={label} />
        {interactive && <SegmentMenu label={label} />}
      </div>
      <Share label={label} sizes={sizes} />
      <p className={classes.words}>{t(words)}</p>
      {interactive && suggestion && <Suggestion name={t(suggestion)} label={label} />}
    </>
  )
}

/** How much of all rows a segment holds. */
function Share({ label, sizes }: { label: number; sizes: readonly number[] }) {
  const format = useFormat()
  const color = segmentColor(useSegmentColour()(label), useColors())
  const size = sizes[label]
  if (size === undefined) return null
  const share = size / sizes.reduce((sum, other) => sum + other, 0)
  return (
    <div className={classes.share}>
      <span className={classes.track} aria-hidden="true">
        <span style={{ width: `${share * 100}%`, backgroundColor: color }} />
      </span>
      <span>{format.number(share, 'percent', 0)}</span>
    </div>
  )
}

/** Takes the suggested name with one click. */
function Suggestion({ name, label }: { name: string; label: number }) {
  const t = useText()
  const { run } = useResultScope()
  const take = () => workbench.run.nameSegment({ runId: run.id, label, name }).catch(notifyError)
  return (
    <Button className={classes.suggestion ?? ''} variant="light" size="compact-xs" onClick={() => void take()}>
      {t('results.segment.suggested', { name })}
    </Button>
  )
}
