import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useText } from '../../../app/locale/locale-provider'
import type { MethodWords } from '../../../methods/use-method-words'
import classes from '../prepare.module.css'
import { columnsFor, isNullable, picksOf, type StepFieldProps, type StepSchema } from './step-schema'

type Entry = Record<string, unknown>

/** A parameter that is a list of small records, e.g. columns with their new names: one line each. */
export function ObjectList(props: StepFieldProps & { items: StepSchema }) {
  const { name, words, value, items, onChange } = props
  const t = useText()
  const { label, help } = words.param(name)
  const entries = Array.isArray(value) && value.length > 0 ? (value as Entry[]) : [{}]
  const parts = Object.entries(items.properties ?? {})
  const put = (place: number, part: string, given: unknown) => {
    const { [part]: _, ...others } = entries[place] as Entry
    onChange(entries.with(place, given === undefined ? others : { ...others, [part]: given }))
  }
  return (
    <fieldset className={classes.records}>
      <legend>{label}</legend>
      {help && <p className={classes.facts}>{help}</p>}
      {entries.map((entry, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing but its place to be known by
        <div key={place} className={classes.record}>
          {parts.map(([part, schema]) => (
            <Part
              key={part}
              name={part}
              schema={schema}
              words={words}
              value={entry[part]}
              columns={props.columns}
              otherColumns={props.otherColumns}
              onChange={(given) => put(place, part, given)}
            />
          ))}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('prepare.removeRow')}
            disabled={entries.length === 1}
            onClick={() => onChange(entries.toSpliced(place, 1))}
          >
            <IconX size={15} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...entries, {}])}
      >
        {t('prepare.addRow')}
      </Button>
    </fieldset>
  )
}

interface PartProps extends Pick<StepFieldProps, 'columns' | 'otherColumns'> {
  name: string
  schema: StepSchema
  words: MethodWords
  value: unknown
  onChange(value: unknown): void
}

function Part(props: PartProps) {
  const { name, schema, words, value, onChange } = props
  const { label } = words.param(name)
  const picks = picksOf(schema)
  const text = typeof value === 'string' ? value : null
  if (schema.type === 'boolean') {
    return (
      <Checkbox label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
    )
  }
  if (picks !== undefined) {
    const nullable = isNullable(schema)
    return (
      <Select
        aria-label={label}
        searchable
        clearable={nullable}
        data={columnsFor(picks, props)}
        value={text}
        placeholder={label}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    )
  }
  if (schema.enum) {
    const data = schema.enum.map((option) => ({ value: String(option), label: words.value(name, option) }))
    return (
      <Select
        aria-label={label}
        data={data}
        value={text}
        placeholder={label}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    )
  }
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      value={text ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  )
}
