import { inkOn, segmentColor } from '@shared/figures/palette'
import { useFormat } from '../app/locale/locale-provider'
import { useColors } from '../app/theme/theme-provider'
import classes from './sizes-bar.module.css'
import { useSegmentColour, useSegmentName } from './use-segment-names'

/** The sizes of all segments side by side, in their colours; the larger ones say their share. */
export function SizesBar({ sizes }: { sizes: readonly number[] }) {
  const colors = useColors()
  const format = useFormat()
  const nameOf = useSegmentName()
  const colourOf = useSegmentColour()
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const words = sizes.map((size, label) => `${nameOf(label)}: ${format.number(size / total, 'percent', 0)}`)
  return (
    <div className={classes.bar} role="img" aria-label={words.join(', ')}>
      {sizes.map((size, label) => {
        const color = segmentColor(colourOf(label), colors)
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the segment
            key={label}
            className={classes.part}
            style={{ flexGrow: size, backgroundColor: color, color: inkOn(color) }}
            title={words[label]}
          >
            {size / total >= 0.12 && format.number(size / total, 'percent', 0)}
          </span>
        )
      })}
    </div>
  )
}
