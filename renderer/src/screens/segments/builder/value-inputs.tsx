import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Period } from '@shared/conditions/condition'
import type { Dataset } from '@shared/dataset/schema'
import { useState } from 'react'
import { useFormat, useText } from '../../../app/locale/locale-provider'
import { workbench } from '../../../app/workbench'
import { useAnswer } from '../../../components/use-answer'
import classes from './builder.module.css'

interface FieldProps<V> {
  label: string
  value: V
  onChange(value: V): void
}

export function NumberField({ label, value, onChange }: FieldProps<number>) {
  return (
    <NumberInput
      className={classes.number ?? ''}
      size="xs"
      aria-label={label}
      value={value}
      hideControls
      thousandSeparator=","
      onChange={(given) => {
        const next = typeof given === 'number' ? given : Number(given)
        if (given !== '' && Number.isFinite(next)) onChange(next)
      }}
    />
  )
}

export function TextField({ label, value, onChange }: FieldProps<string>) {
  return (
    <TextInput
      className={classes.text ?? ''}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export function DayInput({ label, value, onChange }: FieldProps<string>) {
  return (
    <TextInput
      className={classes.day ?? ''}
      type="date"
      aria-label={label}
      value={value}
      onChange={(event) => {
        const day = event.currentTarget.value
        if (/^\d{4}-\d{2}-\d{2}$/.test(day)) onChange(day)
      }}
    />
  )
}

const units = ['days', 'weeks', 'months', 'years'] as const

interface PeriodInputProps {
  period: Period
  onChange(period: Period): void
}

/** "The last 90 days", up to the newest day of the data or a day of one's own. */
export function PeriodInput({ period, onChange }: PeriodInputProps) {
  const t = useText()
  const isLatest = period.before === 'latest'
  return (
    <>
      <span className={classes.words}>{t('builder.last')}</span>
      <NumberInput
        className={classes.count ?? ''}
        size="xs"
        aria-label={t('builder.periodLength')}
        min={1}
        max={10_000}
        allowDecimal={false}
        value={period.last}
        onChange={(last) => typeof last === 'number' && last >= 1 && onChange({ ...period, last })}
      />
      <Select
        className={classes.unit ?? ''}
        aria-label={t('builder.periodUnit')}
        data={units.map((value) => ({ value, label: t(`conditions.unit.${value}`, { count: period.last }) }))}
        value={period.unit}
        onChange={(unit) => unit && onChange({ ...period, unit: unit as Period['unit'] })}
      />
      <Select
        className={classes.before ?? ''}
        aria-label={t('builder.before.label')}
        data={(['latest', 'day'] as const).map((value) => ({ value, label: t(`builder.before.${value}`) }))}
        value={isLatest ? 'latest' : 'day'}
        onChange={(kind) =>
          onChange({ ...period, before: kind === 'latest' ? 'latest' : new Date().toISOString().slice(0, 10) })
        }
      />
      {!isLatest && (
        <DayInput
          label={t('builder.before.day')}
          value={period.before}
          onChange={(before) => onChange({ ...period, before })}
        />
      )}
    </>
  )
}

interface ValuesInputProps {
  dataset: Dataset
  column: string
  values: readonly (string | number)[]
  onChange(values: (string | number)[]): void
}

/** Values that the column really has, the most frequent first, with how often; typing searches all of them. */
export function ValuesInput({ dataset, column, values, onChange }: ValuesInputProps) {
  const t = useText()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  const answer = useAnswer(`${dataset.id}@${dataset.revision} ${column} ${search}`, () =>
    workbench.segment.values({ dataset: dataset.id, column, search }),
  )
  const found = answer.state === 'ready' ? answer.value : []
  const counts = new Map(found.map(({ value, count }) => [String(value), count]))
  const isNumber = dataset.columns.some(({ name, storage }) => name === column && ['integer', 'real'].includes(storage))
  const options = [...new Set([...values.map(String), ...counts.keys()])]
  return (
    <MultiSelect
      className={classes.values ?? ''}
      size="xs"
      aria-label={t('builder.values')}
      placeholder={values.length === 0 ? t('builder.chooseValues') : ''}
      searchable
      hidePickedOptions
      searchValue={typed}
      onSearchChange={setTyped}
      data={options}
      value={values.map(String)}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <span className={classes.grow}>{option.label}</span>
          <span className={classes.faint}>{format.number(counts.get(option.value) ?? null, 'count')}</span>
        </span>
      )}
      onChange={(chosen) => onChange(chosen.map((value) => (isNumber ? Number(value) : value)))}
    />
  )
}
