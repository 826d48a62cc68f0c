import type { TextElement } from '@shared/contract/result-elements'
import { useText } from '../app/locale/locale-provider'
import { ElementHeading } from './element-heading'
import { SegmentMark } from './segment-mark'
import classes from './text-block.module.css'
import { useSegmentColour } from './use-segment-names'

/** Words of a result: the headline, a heading, a paragraph, or a formula. */
export function TextBlock({ element }: { element: TextElement }) {
  const words = useText()(element.text)
  const colourOf = useSegmentColour()
  if (element.style === 'headline') return <p className={classes.headline}>{words}</p>
  if (element.style === 'heading') return <ElementHeading className={classes.heading}>{words}</ElementHeading>
  if (element.style === 'formula') return <pre className={classes.formula}>{words}</pre>
  return (
    <p className={classes.paragraph}>
      {element.segment !== undefined && <SegmentMark label={element.segment} colour={colourOf(element.segment)} />}
      {words}
    </p>
  )
}
