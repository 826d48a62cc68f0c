import { NumberInput } from '@mantine/core'
import classes from './column-weights-control.module.css'

interface ColumnWeightsControlProps {
  id: string
  columns: readonly string[]
  value: Readonly<Record<string, number>>
  onChange(value: Record<string, number> | undefined): void
}

/** One number per chosen column; a column without one counts 1. Columns that are no longer chosen lose theirs. */
export function ColumnWeightsControl({ id, columns, value, onChange }: ColumnWeightsControlProps) {
  const change = (name: string, given: string | number) => {
    const kept = columns.filter((column) => column !== name && value[column] !== undefined)
    const next = Object.fromEntries(kept.map((column) => [column, value[column] as number]))
    if (given !== '' && Number(given) !== 1) next[name] = Number(given)
    onChange(Object.keys(next).length > 0 ? next : undefined)
  }
  return (
    <div id={id} className={classes.list}>
      {columns.map((name) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the number input inside it is the control
        <label key={name} className={classes.row}>
          <span className={classes.name} title={name}>
            {name}
          </span>
          <NumberInput
            size="xs"
            min={0}
            step={0.5}
            clampBehavior="none"
            placeholder="1"
            value={value[name] ?? ''}
            onChange={(given) => change(name, given)}
          />
        </label>
      ))}
    </div>
  )
}
