import { Group, JsonInput, NumberInput, SegmentedControl, Select, Switch, TagsInput, TextInput } from '@mantine/core'
import type { SegmentRule } from '@shared/methods/rfm/segments'
import { useText } from '../../app/locale/locale-provider'
import { ColumnWeightsControl } from './column-weights-control'
import { LimitsControl } from './limits-control'
import type { ParamField } from './param-field'
import { SegmentRulesControl } from './segment-rules-control'

interface ParamInputProps {
  field: ParamField
  value: unknown
  /** Columns chosen for the method's main role. */
  columns?: readonly string[] | undefined
  /** Says an option or a number as the reader expects it. */
  wordsOf(value: unknown): string
  onChange(value: unknown): void
  /** For the element that takes the focus. */
  input: { id: string; 'aria-describedby'?: string; 'aria-labelledby'?: string }
  error: boolean
  unit: string | null
}

/** So many short options stand side by side; more, or longer ones, open as a list. */
const SIDE_BY_SIDE = { options: 3, letters: 34 }

/** The control that fits a parameter. */
export function ParamInput(props: ParamInputProps) {
  const { field } = props
  switch (field.control) {
    case 'number':
      return <NumberControl {...props} {...field} />
    case 'choice':
      return <ChoiceControl {...props} options={field.options} />
    case 'choiceOrNumber':
      return <ChoiceOrNumber {...props} {...field} />
    case 'switch':
      return <SwitchControl {...props} />
    case 'numbers':
    case 'words':
      return <ListControl {...props} />
    case 'segmentRules':
      return <RulesControl {...props} />
    case 'limits':
      return (
        <LimitsControl {...props.input} names={field.names} value={limitsOf(props.value)} onChange={props.onChange} />
      )
    case 'columnWeights':
      return (
        <ColumnWeightsControl
          id={props.input.id}
          columns={props.columns ?? []}
          value={(props.value ?? {}) as Record<string, number>}
          onChange={props.onChange}
        />
      )
    case 'text':
    case 'date':
      return <TextControl {...props} />
    default:
      return <JsonControl {...props} />
  }
}

interface NumberRange {
  isWhole: boolean
  min?: number
  max?: number
}

function NumberControl(props: ParamInputProps & NumberRange) {
  const { field, value, input, error, unit, onChange, isWhole, min, max, wordsOf } = props
  return (
    <NumberInput
      {...input}
      error={error}
      value={typeof value === 'number' ? value : ''}
      placeholder={field.nullable ? wordsOf(null) : wordsOf(field.default)}
      allowDecimal={!isWhole}
      step={isWhole ? 1 : 0.1}
      clampBehavior="none"
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      suffix={unit ? ` ${unit}` : ''}
      onChange={(given) =>
        onChange(typeof given === 'number' ? given : given === '' ? emptyValue(field) : Number(given))
      }
    />
  )
}

function emptyValue(field: ParamField): null | undefined {
  return field.nullable ? null : undefined
}

function ChoiceControl(props: ParamInputProps & { options: readonly (string | number | boolean)[] }) {
  const { field, value, input, error, options, wordsOf, onChange } = props
  const data = options.map((option) => ({ value: String(option), label: wordsOf(option) }))
  const choose = (given: string | null) =>
    onChange(options.find((option) => String(option) === given) ?? emptyValue(field))
  const letters = data.reduce((sum, option) => sum + widthOf(option.label), 0)
  const current = String(value ?? field.default ?? '')
  if (!field.nullable && data.length <= SIDE_BY_SIDE.options && letters <= SIDE_BY_SIDE.letters) {
    return <SegmentedControl {...input} fullWidth data={data} value={current} onChange={choose} />
  }
  return <Select {...input} error={error} data={data} value={current} clearable={field.nullable} onChange={choose} />
}

/** Width in letters: a Chinese character takes two. */
function widthOf(words: string): number {
  return [...words].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 2 : 1), 0)
}

const OWN_NUMBER = '#number'

function ChoiceOrNumber(props: ParamInputProps & NumberRange & { options: readonly string[] }) {
  const { field, value, input, options, wordsOf, onChange, min } = props
  const t = useText()
  const given = value ?? field.default
  const isNumber = typeof given === 'number'
  const data = [
    ...options.map((option) => ({ value: option, label: wordsOf(option) })),
    { value: OWN_NUMBER, label: t('forms.ownNumber') },
  ]
  const choose = (chosen: string) => onChange(chosen === OWN_NUMBER ? (min ?? 1) + 1 : chosen)
  return (
    <Group gap={8} wrap="nowrap">
      <SegmentedControl
        {...labelOf(input)}
        id={isNumber ? `${input.id}-kind` : input.id}
        data={data}
        value={isNumber ? OWN_NUMBER : String(given)}
        onChange={choose}
        style={{ flex: 1 }}
      />
      {isNumber && <NumberControl {...props} />}
    </Group>
  )
}

function labelOf(input: ParamInputProps['input']): { 'aria-labelledby'?: string } {
  return input['aria-labelledby'] ? { 'aria-labelledby': input['aria-labelledby'] } : {}
}

function SwitchControl({ field, value, input, onChange }: ParamInputProps) {
  return (
    <Switch
      {...input}
      checked={Boolean(value ?? field.default)}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

function ListControl({ field, value, input, error, onChange }: ParamInputProps) {
  const list = Array.isArray(value) ? value.map(String) : []
  const read = (words: string) => (field.control === 'numbers' ? Number(words) : words)
  return <TagsInput {...input} error={error} value={list} onChange={(given) => onChange(given.map(read))} />
}

function TextControl({ field, value, input, error, onChange }: ParamInputProps) {
  const given = typeof value === 'string' ? value : ''
  return (
    <TextInput
      {...input}
      error={error}
      value={given}
      type={field.control === 'date' ? 'date' : 'text'}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? emptyValue(field) : currentTarget.value)}
    />
  )
}

function limitsOf(value: unknown): Record<string, number[]> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, number[]>) : null
}

/** Rules that look at money, too, do not fit into a grid of recency and frequency and are written as JSON. */
function RulesControl(props: ParamInputProps) {
  const rules = Array.isArray(props.value) ? (props.value as SegmentRule[]) : null
  if (rules?.some(({ monetary }) => monetary !== undefined)) return <JsonControl {...props} />
  return <SegmentRulesControl id={props.input.id} value={rules} onChange={props.onChange} />
}

function JsonControl({ field, value, input, error, onChange }: ParamInputProps) {
  const t = useText()
  const read = (words: string) => {
    try {
      onChange(words.trim() === '' ? emptyValue(field) : JSON.parse(words))
    } catch {
      // While it is half written the last whole value counts; what stays unreadable is marked when the field is left.
    }
  }
  return (
    <JsonInput
      {...input}
      error={error}
      autosize
      minRows={1}
      validationError={t('forms.notJson')}
      defaultValue={value === undefined ? '' : JSON.stringify(value)}
      onChange={read}
    />
  )
}
