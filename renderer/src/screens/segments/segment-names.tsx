import { SegmentMark } from '../../results/segment-mark'
import { SizesBar } from '../../results/sizes-bar'
import { useSegmentColour, useSegmentName } from '../../results/use-segment-names'
import classes from '../runs/family-screen.module.css'

/** The segments of a run: their sizes as a bar, their names below it. */
export function SegmentNames({ sizes }: { sizes: readonly number[] }) {
  const nameOf = useSegmentName()
  const colourOf = useSegmentColour()
  if (sizes.length === 0) return null
  return (
    <>
      <SizesBar sizes={sizes} />
      <ul className={classes.names}>
        {sizes.map((_, label) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the segment
          <li key={label}>
            <SegmentMark label={label} colour={colourOf(label)} />
            {nameOf(label)}
          </li>
        ))}
      </ul>
    </>
  )
}
