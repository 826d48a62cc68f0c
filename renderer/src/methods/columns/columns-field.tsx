import { Checkbox, CloseButton, TextInput, UnstyledButton } from '@mantine/core'
import type { Text } from '@shared/contract/text'
import type { ColumnInfo } from '@shared/dataset/schema'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { Reason } from '../params/reason'
import classes from './columns-field.module.css'
import { MeasureTag } from './measure-tag'
import { byMeasureType, type InputDescriptor, offeredColumns, searchColumns } from './offered-columns'

interface ColumnsFieldProps {
  id: string
  label: string
  help: string | null
  input: InputDescriptor
  columns: readonly ColumnInfo[]
  chosen: readonly string[]
  problem: Text | undefined
  proposal: { value: readonly string[]; reason: Text; isRepeated: boolean } | undefined
  onChange(chosen: string[]): void
}

/** Columns of a role that takes many: a list to tick, with search and whole kinds at once. */
export function ColumnsField(props: ColumnsFieldProps) {
  const { id, label, help, input, columns, chosen, problem, proposal, onChange } = props
  const t = useText()
  const [typed, setTyped] = useState('')
  const [showsOthers, setShowsOthers] = useState(false)
  const { suited, others } = offeredColumns(columns, input)
  const set = new Set(chosen)
  const offered = [...suited, ...(showsOthers ? others : others.filter((column) => set.has(column.name)))]
  const found = searchColumns(offered, typed)
  // Kept in the dataset's order, so that the same choice is always the same request.
  const choose = (names: ReadonlySet<string>) =>
    onChange(columns.filter((column) => names.has(column.name)).map((column) => column.name))
  const toggle = (name: string) =>
    choose(set.has(name) ? new Set(chosen.filter((other) => other !== name)) : new Set([...chosen, name]))
  return (
    <fieldset className={classes.field} aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend className={classes.legend}>
        {label}{' '}
        <span className={classes.count}>{t('forms.chosenOf', { chosen: chosen.length, all: suited.length })}</span>
      </legend>
      {help && <p className={classes.help}>{help}</p>}
      <div className={classes.frame} data-wrong={problem ? true : undefined}>
        <div className={classes.tools}>
          <TextInput
            className={classes.search}
            variant="unstyled"
            leftSection={<IconSearch size={14} />}
            rightSection={
              typed && <CloseButton size="xs" aria-label={t('forms.clearSearch')} onClick={() => setTyped('')} />
            }
            placeholder={t('forms.searchColumns')}
            aria-label={t('forms.searchColumnsOf', { role: label })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <WholeKinds columns={suited} chosen={set} onChoose={choose} />
        </div>
        <div className={classes.list} data-optional={!input.required || undefined}>
          {found.map((column) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside it is the control
            <label key={column.name} className={classes.column} data-chosen={set.has(column.name) || undefined}>
              <Checkbox checked={set.has(column.name)} onChange={() => toggle(column.name)} />
              <span className={classes.name} title={column.name}>
                {column.name}
              </span>
              {column.missing > 0 && (
                <span className={classes.missing}>{t('forms.missing', { count: column.missing })}</span>
              )}
              <MeasureTag type={column.measureType} />
            </label>
          ))}
          {found.length === 0 && (
            <p className={classes.nothing}>{t(typed ? 'forms.noColumnFound' : 'forms.noColumnSuits')}</p>
          )}
        </div>
        {others.length > 0 && (
          <UnstyledButton
            className={classes.others}
            onClick={() => setShowsOthers(!showsOthers)}
            aria-expanded={showsOthers}
          >
            {t(showsOthers ? 'forms.hideOthers' : 'forms.showOthers', { count: others.length })}
          </UnstyledButton>
        )}
      </div>
      {problem && (
        <p id={`${id}-problem`} className={classes.problem}>
          {t(problem)}
        </p>
      )}
      {proposal && (
        <Reason
          reason={proposal.reason}
          isRepeated={proposal.isRepeated}
          other={sameNames(proposal.value, chosen) ? undefined : t('common.columns', { count: proposal.value.length })}
          onUse={() => onChange([...proposal.value])}
        />
      )}
    </fieldset>
  )
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name))
}

interface WholeKindsProps {
  columns: readonly ColumnInfo[]
  chosen: ReadonlySet<string>
  onChoose(names: ReadonlySet<string>): void
}

/** "All continuous", "all ordinal", "none". */
function WholeKinds({ columns, chosen, onChoose }: WholeKindsProps) {
  const t = useText()
  return (
    <div className={classes.kinds}>
      {[...byMeasureType(columns)].map(([type, names]) => (
        <UnstyledButton key={type} className={classes.kind} onClick={() => onChoose(new Set([...chosen, ...names]))}>
          {t(`forms.all.${type}`)}
        </UnstyledButton>
      ))}
      <UnstyledButton className={classes.kind} onClick={() => onChoose(new Set())} disabled={chosen.size === 0}>
        {t('forms.all.none')}
      </UnstyledButton>
    </div>
  )
}
