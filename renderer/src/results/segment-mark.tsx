import { inkOn, segmentColor } from '@shared/figures/palette'
import { useColors } from '../app/theme/theme-provider'
import classes from './segment-mark.module.css'

interface SegmentMarkProps {
  label: number
  /** Position in the palette; the label's own when absent. */
  colour?: number
  size?: 'small' | 'large'
}

/** The colour of a segment, with its number as a second cue. */
export function SegmentMark({ label, colour = label, size = 'small' }: SegmentMarkProps) {
  const color = segmentColor(colour, useColors())
  return (
    <span
      className={classes.mark}
      data-size={size}
      style={{ backgroundColor: color, color: inkOn(color) }}
      aria-hidden="true"
    >
      {size === 'large' && label >= 0 ? label + 1 : null}
    </span>
  )
}
