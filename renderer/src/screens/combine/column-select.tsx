import { Select } from '@mantine/core'
import type { ColumnInfo } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'

interface ColumnSelectProps {
  label: string
  help?: string
  columns: readonly ColumnInfo[]
  value: string | null
  required?: boolean
  onChange: (value: string | null) => void
}

/** One column of a dataset. */
export function ColumnSelect({ label, help, columns, value, required = false, onChange }: ColumnSelectProps) {
  const t = useText()
  return (
    <Select
      label={label}
      description={help}
      required={required}
      searchable
      clearable={!required}
      data={columns.map(({ name }) => name)}
      value={value}
      placeholder={t(required ? 'forms.chooseColumn' : 'forms.noColumn')}
      nothingFoundMessage={t('forms.noColumnFound')}
      onChange={onChange}
    />
  )
}
