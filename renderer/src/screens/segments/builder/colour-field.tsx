import { Input } from '@mantine/core'
import { segmentColor, segmentColors } from '@shared/figures/palette'
import { useId } from 'react'
import { useText } from '../../../app/locale/locale-provider'
import { useColors } from '../../../app/theme/theme-provider'
import classes from './builder.module.css'

/** One of the ten colours of segments. */
export function ColourField({ value, onChange }: { value: number; onChange(colour: number): void }) {
  const t = useText()
  const theme = useColors()
  const id = useId()
  return (
    <div>
      <Input.Label id={id} component="span">
        {t('builder.colour')}
      </Input.Label>
      <div className={classes.colours} role="radiogroup" aria-labelledby={id}>
        {segmentColors.light.map((_, colour) => (
          <input
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the colour
            key={colour}
            type="radio"
            name={id}
            className={classes.colour}
            style={{ backgroundColor: segmentColor(colour, theme) }}
            checked={colour === value}
            aria-label={t('builder.colourNumber', { number: colour + 1 })}
            onChange={() => onChange(colour)}
          />
        ))}
      </div>
    </div>
  )
}
