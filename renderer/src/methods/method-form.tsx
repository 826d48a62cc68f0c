import { Collapse, NumberInput, UnstyledButton } from '@mantine/core'
import type { Text } from '@shared/contract/text'
import type { MethodDescriptor } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../app/locale/locale-provider'
import { ColumnField } from './columns/column-field'
import { ColumnsField } from './columns/columns-field'
import { columnsOf, type Draft } from './draft'
import classes from './method-form.module.css'
import { type ParamField, paramFields } from './params/param-field'
import { ParamRow } from './params/param-row'
import { RowsField } from './rows-field'
import type { Proposal } from './use-draft'
import { useMethodWords } from './use-method-words'

interface MethodFormProps {
  method: MethodDescriptor
  dataset: Dataset | undefined
  draft: Draft
  proposal: Proposal | null
  problems: Record<string, Text>
  /** A parameter or role to show at once, e.g. because its chip was clicked. */
  focus: string | null
  onChange(part: Partial<Draft>): void
}

/** The form of any method, made of its description: columns at the left, parameters at the right. */
export function MethodForm(props: MethodFormProps) {
  const { method, dataset, draft, onChange } = props
  const hasColumns = Object.keys(method.inputs).length > 0
  return (
    <div className={classes.form} data-columns={hasColumns || undefined}>
      {hasColumns && dataset && (
        <div className={classes.part}>
          {Object.entries(method.inputs).map(([role, input]) => (
            <RoleField key={role} role={role} input={input} {...props} dataset={dataset} />
          ))}
          <RowsField key={dataset.id} dataset={dataset} draft={draft} onChange={onChange} />
        </div>
      )}
      <div className={classes.part}>
        <Parameters {...props} />
      </div>
    </div>
  )
}

/** The reason that was given for a role or parameter. */
function reasonAbout(proposal: Proposal | null, ...names: string[]): Text | undefined {
  return proposal?.reasons.find((reason) => names.includes(reason.about))?.text
}

/** Whether a role above this one has been proposed for the very same reason. */
function saidAbove(method: MethodDescriptor, proposal: Proposal | null, role: string): boolean {
  const roles = Object.keys(method.inputs)
  const said = (name: string) => JSON.stringify(reasonAbout(proposal, name, `columns.${name}`))
  return roles.slice(0, roles.indexOf(role)).some((above) => said(above) === said(role))
}

interface RoleFieldProps extends MethodFormProps {
  role: string
  input: MethodDescriptor['inputs'][string]
  dataset: Dataset
}

function RoleField({ role, input, method, dataset, draft, proposal, problems, onChange }: RoleFieldProps) {
  const { label, help } = useMethodWords(method.id).role(role)
  const reason = reasonAbout(proposal, role, `columns.${role}`)
  const isRepeated = saidAbove(method, proposal, role)
  const proposed = proposal ? columnsOf({ columns: proposal.request.columns }, role) : []
  const chosen = columnsOf(draft, role)
  const common = {
    id: `role-${role}`,
    label,
    help,
    input,
    columns: dataset.columns,
    problem: problems[`columns.${role}`],
  }
  const change = (names: readonly string[]) => {
    const { [role]: _before, ...others } = draft.columns
    const value = input.count === 'many' ? [...names] : names[0]
    onChange({ columns: value === undefined ? others : { ...others, [role]: value } })
  }
  if (input.count === 'many') {
    return (
      <ColumnsField
        {...common}
        chosen={chosen}
        proposal={reason && { value: proposed, reason, isRepeated }}
        onChange={change}
      />
    )
  }
  return (
    <ColumnField
      {...common}
      chosen={chosen[0] ?? null}
      proposal={reason && { value: proposed[0] ?? null, reason, isRepeated }}
      onChange={(name) => change(name === null ? [] : [name])}
    />
  )
}

function Parameters({ method, draft, proposal, problems, focus, onChange }: MethodFormProps) {
  const t = useText()
  const words = useMethodWords(method.id)
  const { primary, more } = paramFields(method.params, method.primaryParams)
  const hasHiddenProblem = more.some((field) => problems[`params.${field.name}`])
  const [opened, setOpened] = useState(more.some((field) => field.name === focus) || focus === 'seed')
  const isOpen = opened || hasHiddenProblem
  const row = (field: ParamField) => {
    const reason = reasonAbout(proposal, field.name, `params.${field.name}`)
    const proposed = proposal?.request.params[field.name] ?? field.default
    return (
      <ParamRow
        key={field.name}
        words={words}
        field={field}
        value={draft.params[field.name]}
        columns={columnsOf(draft, 'features')}
        problem={problems[`params.${field.name}`]}
        isFocus={field.name === focus}
        proposal={reason && { value: proposed, reason }}
        onChange={(value) => onChange({ params: withValue(draft.params, field.name, value) })}
      />
    )
  }
  return (
    <>
      {primary.map(row)}
      <UnstyledButton
        className={classes.more}
        aria-expanded={isOpen}
        aria-controls="more"
        onClick={() => setOpened(!isOpen)}
      >
        <IconChevronRight size={14} className={classes.chevron} data-open={isOpen || undefined} aria-hidden="true" />
        {t('forms.more', { count: more.length + 1 })}
      </UnstyledButton>
      <Collapse id="more" expanded={isOpen} transitionDuration={120}>
        {more.map(row)}
        <SeedField seed={draft.seed} problem={problems['seed']} onChange={(seed) => onChange({ seed })} />
      </Collapse>
    </>
  )
}

/** The parameters with one more value; an absent one is left to its default. */
function withValue(params: Draft['params'], name: string, value: unknown): Draft['params'] {
  const { [name]: _before, ...others } = params
  return value === undefined ? others : { ...others, [name]: value }
}

interface SeedFieldProps {
  seed: number
  problem: Text | undefined
  onChange(seed: number): void
}

function SeedField({ seed, problem, onChange }: SeedFieldProps) {
  const t = useText()
  return (
    <NumberInput
      className={classes.seed}
      label={t('forms.seed.label')}
      description={t('forms.seed.help')}
      error={problem && t(problem)}
      value={seed}
      min={0}
      allowDecimal={false}
      thousandSeparator={false}
      onChange={(given) => onChange(typeof given === 'number' ? given : Number.NaN)}
    />
  )
}
