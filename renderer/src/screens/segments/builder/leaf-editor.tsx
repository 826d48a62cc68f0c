import { Select } from '@mantine/core'
import type { Leaf } from '@shared/conditions/condition'
import { kindOf } from '@shared/conditions/condition-table'
import type { Dataset } from '@shared/dataset/schema'
import { useText } from '../../../app/locale/locale-provider'
import classes from './builder.module.css'
import { ColumnSelect } from './column-select'
import { leafOf, operatorsOf } from './condition-drafts'
import { DayInput, NumberField, PeriodInput, TextField, ValuesInput } from './value-inputs'

interface LeafEditorProps {
  dataset: Dataset
  leaf: Leaf
  onChange(leaf: Leaf): void
}

/** One condition on one column: which column, what is asked of it, and with which values. */
export function LeafEditor({ dataset, leaf, onChange }: LeafEditorProps) {
  const t = useText()
  const column = dataset.columns.find(({ name }) => name === leaf.column)
  const isDate = column && kindOf(column.storage) === 'date'
  const words = (is: Leaf['is']) => t(isDate && hasDateWords(is) ? `builder.is.${is}Date` : `builder.is.${is}`)
  return (
    <div className={classes.leaf}>
      <ColumnSelect
        label={t('builder.column')}
        columns={dataset.columns}
        value={leaf.column}
        onChange={(next) => onChange(leafOf(next, leaf.is, leaf))}
      />
      {column && (
        <Select
          className={classes.is ?? ''}
          aria-label={t('builder.operator')}
          data={operatorsOf(column).map((value) => ({ value, label: words(value) }))}
          value={leaf.is}
          onChange={(is) => is && onChange(leafOf(column, is as Leaf['is'], leaf))}
        />
      )}
      <LeafValues dataset={dataset} leaf={leaf} onChange={onChange} />
    </div>
  )
}

function hasDateWords(is: Leaf['is']): boolean {
  return ['equals', 'differs', 'less', 'atMost', 'greater', 'atLeast'].includes(is)
}

function LeafValues({ dataset, leaf, onChange }: LeafEditorProps) {
  const t = useText()
  if ('values' in leaf) {
    return (
      <ValuesInput
        dataset={dataset}
        column={leaf.column}
        values={leaf.values}
        onChange={(values) => onChange({ ...leaf, values })}
      />
    )
  }
  if ('period' in leaf) return <PeriodInput period={leaf.period} onChange={(period) => onChange({ ...leaf, period })} />
  if ('from' in leaf) {
    const input = (end: 'from' | 'to') => (
      <ValueInput
        label={t(`builder.${end}`)}
        value={leaf[end]}
        onChange={(value) => onChange({ ...leaf, [end]: value })}
      />
    )
    return (
      <>
        {input('from')}
        {input('to')}
      </>
    )
  }
  if (!('value' in leaf)) return null
  if (leaf.is === 'contains' || leaf.is === 'containsNot' || leaf.is === 'begins' || leaf.is === 'ends') {
    return (
      <TextField
        label={t('builder.value')}
        value={leaf.value as string}
        onChange={(value) => onChange({ ...leaf, value } as Leaf)}
      />
    )
  }
  return (
    <ValueInput
      label={t('builder.value')}
      value={leaf.value}
      onChange={(value) => onChange({ ...leaf, value } as Leaf)}
    />
  )
}

interface ValueInputProps {
  label: string
  value: number | string
  onChange(value: number | string): void
}

function ValueInput({ label, value, onChange }: ValueInputProps) {
  if (typeof value === 'number') return <NumberField label={label} value={value} onChange={onChange} />
  return <DayInput label={label} value={value} onChange={onChange} />
}
