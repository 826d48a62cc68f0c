import { inkOn, segmentColor } from '@shared/figures/palette'
import { useColors } from '../app/theme/theme-provider'
import classes from './segment-mark.module.css'

/** The colour of a segment, with its number as a second cue. */
export function SegmentMark({ label, size = 'small' }: { label: number; size?: 'small' | 'large' }) {
  const color = segmentColor(label, useColors())
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
