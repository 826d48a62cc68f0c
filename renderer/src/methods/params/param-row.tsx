import type { Text } from '@shared/contract/text'
import { useId } from 'react'
import { useText } from '../../app/locale/locale-provider'
import type { MethodWords } from '../use-method-words'
import type { ParamField } from './param-field'
import { ParamInput } from './param-input'
import classes from './param-row.module.css'
import { Reason } from './reason'

interface ParamRowProps {
  words: MethodWords
  field: ParamField
  value: unknown
  /** Columns chosen for the method's main role. */
  columns?: readonly string[]
  problem: Text | undefined
  /** What was proposed for this data, and why. */
  proposal: { value: unknown; reason: Text } | undefined
  /** True when a chip of a result led here. */
  isFocus: boolean
  onChange(value: unknown): void
}

/** One parameter: name, control, why it is there, its range and default, what is wrong with it, and what is proposed. */
export function ParamRow({ words, field, value, columns, problem, proposal, isFocus, onChange }: ParamRowProps) {
  const t = useText()
  const id = `param-${field.name}`
  const about = useId()
  const { label, help, unit } = words.param(field.name)
  const wordsOf = (given: unknown) => words.value(field.name, given)
  const isSwitch = field.control === 'switch'
  return (
    <div className={classes.row} data-switch={isSwitch || undefined} data-focus={isFocus || undefined}>
      <div className={classes.head}>
        <label className={classes.label} id={`${id}-label`} htmlFor={id}>
          {label}
        </label>
        {!isSwitch && <RangeWords field={field} value={value} wordsOf={wordsOf} />}
      </div>
      <ParamInput
        field={field}
        value={value}
        columns={columns}
        wordsOf={wordsOf}
        unit={unit}
        error={problem !== undefined}
        input={{ id, 'aria-describedby': about, 'aria-labelledby': `${id}-label` }}
        onChange={onChange}
      />
      <div id={about} className={classes.about}>
        {problem && <p className={classes.problem}>{t(problem)}</p>}
        {help && <p className={classes.help}>{help}</p>}
      </div>
      {proposal && (
        <Reason
          reason={proposal.reason}
          other={isSame(proposal.value, value ?? field.default) ? undefined : wordsOf(proposal.value)}
          onUse={() => onChange(proposal.value)}
        />
      )}
    </div>
  )
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

interface RangeWordsProps {
  field: ParamField
  value: unknown
  wordsOf(value: unknown): string
}

/** "2 – 50 · default 5", as far as there is something to say; a default that stands there already is not repeated. */
function RangeWords({ field, value, wordsOf }: RangeWordsProps) {
  const t = useText()
  const isNumber = field.control !== 'choiceOrNumber' || typeof value === 'number'
  const range = isNumber && ('min' in field || 'max' in field) ? rangeKey(field) : null
  const isOther = field.control === 'number' || !isSame(value ?? field.default, field.default)
  const hasDefault = field.default !== undefined && field.default !== null
  const parts = [
    range && t(`forms.range.${range.key}`, range.values),
    isOther && hasDefault && t('forms.default', { value: wordsOf(field.default) }),
  ].filter(Boolean)
  return parts.length > 0 ? <span className={classes.range}>{parts.join(' · ')}</span> : null
}

function rangeKey({ schema, ...field }: ParamField & { min?: number; max?: number }) {
  const parts = [schema, ...(schema.anyOf ?? [])]
  const opens = parts.some((part) => part.exclusiveMinimum !== undefined)
  const { min, max } = field
  if (min !== undefined && max !== undefined && !opens) return { key: 'between', values: { min, max } }
  if (min !== undefined && max !== undefined) return { key: 'aboveTo', values: { min, max } }
  if (min !== undefined) return { key: opens ? 'above' : 'atLeast', values: { min } }
  return max === undefined ? null : { key: 'atMost', values: { max } }
}
