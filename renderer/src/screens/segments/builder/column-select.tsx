import { Select } from '@mantine/core'
import type { ColumnInfo } from '@shared/dataset/schema'
import { MeasureIcon } from '../../../components/measure-icon'
import classes from './builder.module.css'

interface ColumnSelectProps {
  label: string
  columns: readonly ColumnInfo[]
  value: string
  onChange(column: ColumnInfo): void
}

/** A column by name, with the sign of what its values mean; typing searches. */
export function ColumnSelect({ label, columns, value, onChange }: ColumnSelectProps) {
  const named = new Map(columns.map((column) => [column.name, column]))
  const iconOf = (name: string) => {
    const column = named.get(name)
    return column && <MeasureIcon type={column.measureType} />
  }
  return (
    <Select
      className={classes.column ?? ''}
      aria-label={label}
      searchable
      limit={200}
      data={[...named.keys()]}
      value={value}
      leftSection={iconOf(value)}
      renderOption={({ option }) => (
        <span className={classes.option}>
          {iconOf(option.value)}
          {option.label}
        </span>
      )}
      onChange={(name) => {
        const column = name === null ? undefined : named.get(name)
        if (column) onChange(column)
      }}
    />
  )
}
