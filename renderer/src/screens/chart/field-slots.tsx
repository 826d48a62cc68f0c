import { Select } from '@mantine/core'
import type { ChartField } from '@shared/charts/chart-fields'
import type { ColumnInfo } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'

const slots: readonly ChartField[] = ['x', 'y', 'color', 'size', 'facet']

interface FieldSlotsProps {
  columns: readonly ColumnInfo[]
  draft: Readonly<Partial<Record<ChartField, string | undefined>>>
  onChange(changes: Partial<Record<ChartField, string | undefined>>): void
}

/** The fields of a chart: chosen from a list, or dropped upon. */
export function FieldSlots({ columns, draft, onChange }: FieldSlotsProps) {
  const t = useText()
  const names = columns.map(({ name }) => name)
  return slots.map((field) => (
    <Select
      key={field}
      label={t(`charts.builder.fields.${field}`)}
      placeholder={t('charts.builder.drop')}
      data={names}
      value={draft[field] ?? null}
      onChange={(name) => onChange({ [field]: name ?? undefined })}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        const name = event.dataTransfer.getData('text/plain')
        if (names.includes(name)) onChange({ [field]: name })
      }}
      clearable
      searchable
    />
  ))
}
