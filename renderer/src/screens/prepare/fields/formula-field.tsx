import { Button, Input, Popover } from '@mantine/core'
import { toAppError } from '@shared/contract/app-error'
import type { Text } from '@shared/contract/text'
import type { ColumnInfo } from '@shared/dataset/schema'
import { type ColumnTypes, checkFormula } from '@shared/formula/check-formula'
import { formulaFunctions } from '@shared/formula/functions'
import { parseFormula } from '@shared/formula/parse-formula'
import { useMemo } from 'react'
import { useText } from '../../../app/locale/locale-provider'
import classes from '../prepare.module.css'
import { FormulaEditor } from './formula-editor'
import type { StepFieldProps } from './step-schema'

/** A formula: its columns and functions are completed, what is wrong is marked where it stands, and the grammar is a click away. */
export function FormulaField({ name, words, value, columns, onChange }: StepFieldProps) {
  const t = useText()
  const source = typeof value === 'string' ? value : ''
  const problem = useMemo(() => problemOf(source, columns), [source, columns])
  const functions = [...formulaFunctions.keys()].map((id) => ({ name: id, help: t(`formula.functions.${id}`) }))
  const { label, help } = words.param(name)
  return (
    <Input.Wrapper label={label} description={help} error={problem ? t(problem.message) : undefined} my={10}>
      <FormulaEditor
        label={label}
        initial={source}
        columns={columns}
        functions={functions}
        problem={problem}
        onChange={(written) => onChange(written.trim() === '' ? undefined : written)}
      />
      <Grammar functions={functions} />
    </Input.Wrapper>
  )
}

/** What the grammar or the columns refuse, and where it begins, from 0. */
function problemOf(source: string, columns: readonly ColumnInfo[]): { message: Text; at: number } | null {
  if (source.trim() === '' || columns.length === 0) return null
  const typeOf = ({ storage }: ColumnInfo) =>
    storage === 'text' ? 'text' : storage === 'date' || storage === 'datetime' ? 'date' : 'number'
  const types: ColumnTypes = new Map(columns.map((column) => [column.name, typeOf(column)] as const))
  try {
    checkFormula(parseFormula(source), types)
    return null
  } catch (thrown) {
    const { message } = toAppError(thrown)
    const position = 'values' in message ? Number(message.values?.['position']) : 1
    return { message, at: Number.isFinite(position) ? position - 1 : 0 }
  }
}

const rules = ['columns', 'values', 'operators', 'missing'] as const

function Grammar({ functions }: { functions: readonly { name: string; help: string }[] }) {
  const t = useText()
  return (
    <Popover position="bottom-start" width={460} withinPortal>
      <Popover.Target>
        <Button variant="subtle" size="compact-xs" mt={4} px={0}>
          {t('formula.grammar.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.grammar}>
        {rules.map((rule) => (
          <p key={rule}>{t(`formula.grammar.${rule}`)}</p>
        ))}
        <h3>{t('formula.grammar.functions')}</h3>
        <ul>
          {functions.map(({ name, help }) => (
            <li key={name}>{help}</li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
