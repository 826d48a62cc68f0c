import { Autocomplete, MultiSelect, Select, TextInput } from '@mantine/core'
import type { ParameterSchema } from '@shared/methods/describe-method'
import { useText } from '../../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../../app/store/workbench-store'
import { paramField } from '../../../methods/params/param-field'
import { ParamRow } from '../../../methods/params/param-row'
import { ConditionsField } from './conditions-field'
import { FormulaField } from './formula-field'
import { ObjectList } from './object-list'
import { columnsFor, isNullable, picksOf, type StepFieldProps, type StepSchema } from './step-schema'

/** One parameter of a step: what picks columns or datasets has a list of them, the rest are as in the form of a method. */
export function StepField(props: StepFieldProps) {
  const { name, schema, words, value, isWrong, onChange } = props
  const picks = picksOf(schema)
  const items = schema.items
  if (picks === 'formula') return <FormulaField {...props} />
  if (picks === 'conditions') return <ConditionsField {...props} />
  if (picks === 'time-or-day') return <DayOrColumn {...props} />
  if (picks === 'dataset') return <DatasetField {...props} />
  if (picks !== undefined) return <ColumnPick {...props} picks={picks} />
  if (items?.properties) return <ObjectList {...props} items={items} />
  if (items?.picks) return <ColumnPicks {...props} picks={items.picks} />
  if (items?.enum) return <OptionPicks {...props} options={items.enum.map(String)} />
  const options = openOptions(schema)
  if (options) return <OptionPick {...props} options={options} />
  if (Array.isArray(schema.type)) return <PlainText {...props} />
  return (
    <ParamRow
      words={words}
      field={paramField(name, schema as ParameterSchema)}
      value={value}
      problem={undefined}
      proposal={undefined}
      isFocus={isWrong}
      onChange={onChange}
    />
  )
}

/** Label and help, as every field of a step shows them. */
function useLabels({ name, words, schema, isWrong }: StepFieldProps) {
  const { label, help } = words.param(name)
  return {
    label,
    description: help,
    required: schema.default === undefined,
    error: isWrong,
    withAsterisk: false,
    my: 10,
  }
}

function DatasetField(props: StepFieldProps) {
  const t = useText()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const data = datasets.map(({ id, name }) => ({ value: id, label: name }))
  const { value, onChange } = props
  return (
    <Select
      {...useLabels(props)}
      searchable
      data={data}
      value={typeof value === 'string' ? value : null}
      placeholder={t('prepare.choose')}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  )
}

function ColumnPick(props: StepFieldProps & { picks: string }) {
  const t = useText()
  const { schema, picks, value, words, name, onChange } = props
  const nullable = isNullable(schema)
  const names = columnsFor(picks, props)
  const given = typeof value === 'string' ? value : null
  return (
    <Select
      {...useLabels(props)}
      searchable
      clearable={nullable}
      data={given === null || names.includes(given) ? names : [given, ...names]}
      value={given}
      placeholder={nullable ? words.value(name, null) : t('prepare.choose')}
      onChange={(chosen) => onChange(chosen ?? (nullable ? null : undefined))}
    />
  )
}

/** A column of dates from the list, or a day that is typed. */
function DayOrColumn(props: StepFieldProps) {
  const t = useText()
  const { value, onChange } = props
  return (
    <Autocomplete
      {...useLabels(props)}
      data={columnsFor('time-or-day', props)}
      value={typeof value === 'string' ? value : ''}
      placeholder={t('prepare.choose')}
      onChange={(given) => onChange(given === '' ? undefined : given)}
    />
  )
}

function ColumnPicks(props: StepFieldProps & { picks: string }) {
  const t = useText()
  const { picks, value, onChange } = props
  const given = Array.isArray(value) ? value.map(String) : []
  const names = columnsFor(picks, props)
  return (
    <MultiSelect
      {...useLabels(props)}
      searchable
      clearable
      data={[...given.filter((name) => !names.includes(name)), ...names]}
      value={given}
      placeholder={given.length === 0 ? t('prepare.chooseColumns') : ''}
      onChange={onChange}
    />
  )
}

/** Options of which none is meant until one is chosen, or none is a choice of its own. */
function openOptions(schema: StepSchema): readonly string[] | null {
  const options = schema.enum ?? schema.anyOf?.find((part) => part.enum !== undefined)?.enum
  const isOpen = schema.default === undefined || schema.default === null
  return options && isOpen ? options.map(String) : null
}

function OptionPick(props: StepFieldProps & { options: readonly string[] }) {
  const t = useText()
  const { options, schema, words, name, value, onChange } = props
  const nullable = isNullable(schema)
  return (
    <Select
      {...useLabels(props)}
      clearable={nullable}
      data={options.map((option) => ({ value: option, label: words.value(name, option) }))}
      value={typeof value === 'string' ? value : null}
      placeholder={nullable ? words.value(name, null) : t('prepare.choose')}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  )
}

function OptionPicks(props: StepFieldProps & { options: readonly string[] }) {
  const t = useText()
  const { options, words, name, value, onChange } = props
  const data = options.map((option) => ({ value: option, label: words.value(name, option) }))
  const given = Array.isArray(value) ? value.map(String) : []
  return (
    <MultiSelect
      {...useLabels(props)}
      data={data}
      value={given}
      placeholder={given.length === 0 ? t('prepare.choose') : ''}
      onChange={onChange}
    />
  )
}

function PlainText(props: StepFieldProps) {
  const { value, onChange } = props
  return (
    <TextInput
      {...useLabels(props)}
      value={value === null || value === undefined ? '' : String(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  )
}
