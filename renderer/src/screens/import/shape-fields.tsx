import { Checkbox, Select, TextInput } from '@mantine/core'
import type { Inspection } from '@shared/contract/import'
import { useEffect, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import classes from './column-pane.module.css'
import type { ColumnChoice } from './import-draft'

interface ShapeFieldsProps {
  inspection: Inspection
  source: number
  choice: ColumnChoice | undefined
  onChange: (said: ColumnChoice) => void
}

const widths = ['half', 'full'] as const
const cases = ['lower', 'upper', 'words'] as const

/** A field whose text is sent on when it is left or Enter is pressed. */
function SentText({ label, value, onSend }: { label: string; value: string; onSend: (value: string) => void }) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const send = () => typed !== value && onSend(typed)
  return (
    <TextInput
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={send}
      onKeyDown={(event) => event.key === 'Enter' && send()}
    />
  )
}

/** `4, 6` means places; anything else is a delimiter. */
function splitFrom(typed: string): ColumnChoice['split'] {
  if (typed === '') return undefined
  const places = /^\s*\d+(\s*,\s*\d+)*\s*$/.test(typed) ? typed.split(',').map(Number) : null
  return { by: places?.every((place) => place > 0) ? places.sort((a, b) => a - b) : typed }
}

/** What is done to a column's texts on the way in: made alike, cut into columns, put together with another. */
export function ShapeFields({ inspection, source, choice, onChange }: ShapeFieldsProps) {
  const t = useText()
  const { clean, split, merge } = choice ?? {}
  const options = (values: readonly string[], prefix: string) =>
    values.map((value) => ({ value, label: t(`${prefix}.${value}`) }))
  const others = inspection.columns.filter((column) => column.source !== source && column.source < inspection.width)
  const [other] = merge?.with ?? []
  return (
    <details className={classes.shape} open={Boolean(clean ?? split ?? merge) || undefined}>
      <summary>{t('import.shape.title')}</summary>
      <div className={classes.fields}>
        <Checkbox
          label={t('import.shape.trim')}
          checked={clean?.trim ?? false}
          onChange={(event) => onChange({ clean: { ...clean, trim: event.currentTarget.checked } })}
        />
        <Select
          label={t('import.shape.width')}
          placeholder={t('import.shape.asWritten')}
          clearable
          value={clean?.width ?? null}
          data={options(widths, 'import.shape.widths')}
          onChange={(value) => onChange({ clean: { ...clean, width: widths.find((known) => known === value) } })}
        />
        <Select
          label={t('import.shape.letters')}
          placeholder={t('import.shape.asWritten')}
          clearable
          value={clean?.letters ?? null}
          data={options(cases, 'import.shape.cases')}
          onChange={(value) => onChange({ clean: { ...clean, letters: cases.find((known) => known === value) } })}
        />
        <SentText
          label={t('import.shape.split')}
          value={split ? (typeof split.by === 'string' ? split.by : split.by.join(', ')) : ''}
          onSend={(typed) => onChange({ split: splitFrom(typed) })}
        />
        <Select
          label={t('import.shape.merge')}
          placeholder={t('import.shape.mergeNone')}
          clearable
          value={other === undefined ? null : String(other)}
          data={others.map((column) => ({ value: String(column.source), label: column.name }))}
          onChange={(value) =>
            onChange({
              merge: value === null ? undefined : { with: [Number(value)], separator: merge?.separator ?? ' ' },
            })
          }
        />
        {merge && (
          <SentText
            label={t('import.shape.separator')}
            value={merge.separator}
            onSend={(separator) => onChange({ merge: { ...merge, separator } })}
          />
        )}
      </div>
    </details>
  )
}
