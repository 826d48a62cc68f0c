import { NumberInput, Slider } from '@mantine/core'
import type { Assumptions } from '@shared/methods/what-if/campaign-value'
import { useId } from 'react'
import { useMethodWords } from '../../methods/use-method-words'
import classes from './value-pages.module.css'

interface Range {
  max: number
  step: number
  isShare: boolean
}

/** How far sliders go; numbers beyond can be typed. */
const ranges: Readonly<Record<keyof Assumptions, Range>> = {
  customers: { max: 10_000, step: 100, isShare: false },
  revenue: { max: 5000, step: 10, isShare: false },
  margin: { max: 1, step: 0.01, isShare: true },
  discountRate: { max: 0.5, step: 0.005, isShare: true },
  retentionRate: { max: 1, step: 0.01, isShare: true },
  campaignCost: { max: 200, step: 1, isShare: false },
  retentionLift: { max: 0.5, step: 0.005, isShare: true },
  revenueLift: { max: 0.5, step: 0.005, isShare: true },
}

interface AssumptionFieldProps {
  name: keyof Assumptions
  value: number
  onChange(value: number): void
}

/** One assumption: a slider, and a field for the exact number. */
export function AssumptionField({ name, value, onChange }: AssumptionFieldProps) {
  const id = useId()
  const { label, help } = useMethodWords('what-if').param(name)
  const { max, step, isShare } = ranges[name]
  const shown = isShare ? Math.round(value * 1e4) / 100 : value
  return (
    <div className={classes.field}>
      <div className={classes.fieldHead}>
        <label htmlFor={id}>{label}</label>
        <NumberInput
          id={id}
          size="xs"
          className={classes.number}
          min={name === 'customers' ? 1 : 0}
          {...(isShare && name !== 'revenueLift' && name !== 'discountRate' ? { max: 100 } : {})}
          allowDecimal={name !== 'customers'}
          suffix={isShare ? ' %' : ''}
          thousandSeparator=","
          value={shown}
          onChange={(given) => typeof given === 'number' && onChange(isShare ? given / 100 : given)}
        />
      </div>
      <Slider
        aria-label={label}
        thumbProps={{ 'aria-label': label }}
        min={name === 'customers' ? 1 : 0}
        max={Math.max(max, value)}
        step={step}
        label={null}
        value={value}
        onChange={onChange}
      />
      {help && <p className={classes.help}>{help}</p>}
    </div>
  )
}
