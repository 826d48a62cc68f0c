import { Button, Checkbox, Select } from '@mantine/core'
import { type Condition, orders, type RollUp, summaries } from '@shared/conditions/condition'
import { kindOf } from '@shared/conditions/condition-table'
import type { ColumnInfo, Dataset } from '@shared/dataset/schema'
import { eventDatasets } from '@shared/stored-segments/usual-segments'
import { IconFilterPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../../app/store/workbench-store'
import classes from './builder.module.css'
import { ColumnSelect } from './column-select'
import { asGroup, conditionOf, firstLeaf, type Group } from './condition-drafts'
import { NumberField, PeriodInput } from './value-inputs'

interface RollUpEditorProps {
  dataset: Dataset
  part: RollUp
  onChange(part: Condition): void
  /** Edits the conditions on single events. */
  editWhere(events: Dataset, group: Group, onChange: (group: Group) => void): ReactNode
}

type Summary = RollUp['rollUp']['summary']

/** A condition on what a customer did: how much, how often, in which time, of which kind. */
export function RollUpEditor({ dataset, part, onChange, editWhere }: RollUpEditorProps) {
  const t = useText()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const offered = eventDatasets(dataset, datasets)
  const { rollUp } = part
  const events = offered.find(({ id, name }) => id === rollUp.dataset || name === rollUp.dataset)
  const change = (changes: Partial<RollUp['rollUp']>) => onChange({ rollUp: { ...rollUp, ...changes } })
  const numbers = (events?.columns ?? []).filter(({ storage }) => kindOf(storage) === 'number')
  const dates = (events?.columns ?? []).filter(({ storage }) => kindOf(storage) === 'date')
  const choices = rollUp.summary === 'distinct' ? (events?.columns ?? []) : numbers
  return (
    <div className={classes.rollUp}>
      <div className={classes.leaf}>
        <Select
          className={classes.summary ?? ''}
          aria-label={t('builder.summary.label')}
          data={summaries
            .filter((value) => value === 'count' || value === 'distinct' || numbers.length > 0)
            .map((value) => ({ value, label: t(`builder.summary.${value}`) }))}
          value={rollUp.summary}
          onChange={(summary) => onChange({ rollUp: withSummary(rollUp, summary as Summary, events?.columns ?? []) })}
        />
        {rollUp.summary !== 'count' && (
          <ColumnSelect
            label={t('builder.column')}
            columns={choices}
            value={rollUp.column ?? ''}
            onChange={({ name }) => change({ column: name })}
          />
        )}
        <span className={classes.words}>{t('builder.in')}</span>
        <Select
          className={classes.column ?? ''}
          aria-label={t('builder.events')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          value={events?.id ?? null}
          onChange={(id) => {
            const chosen = offered.find((one) => one.id === id)
            if (chosen)
              onChange({ rollUp: { dataset: chosen.id, summary: 'count', is: rollUp.is, value: rollUp.value } })
          }}
        />
      </div>
      <div className={classes.leaf}>
        <Select
          className={classes.is ?? ''}
          aria-label={t('builder.operator')}
          data={orders.map((value) => ({ value, label: t(`builder.is.${value}`) }))}
          value={rollUp.is}
          onChange={(is) => is && change({ is: is as RollUp['rollUp']['is'] })}
        />
        <NumberField label={t('builder.value')} value={rollUp.value} onChange={(value) => change({ value })} />
        {dates.length > 0 && <During rollUp={rollUp} dates={dates} onChange={(next) => onChange({ rollUp: next })} />}
      </div>
      {rollUp.where && events ? (
        <div className={classes.part}>
          <div className={classes.editor}>
            <p className={classes.hint}>{t('builder.onlyWhere')}</p>
            {editWhere(events, asGroup(rollUp.where), (group) => change({ where: conditionOf(group) }))}
          </div>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconX size={14} />}
            onClick={() => {
              const { where: _, ...rest } = rollUp
              onChange({ rollUp: rest })
            }}
          >
            {t('builder.all')}
          </Button>
        </div>
      ) : (
        events && (
          <Button
            className={classes.where ?? ''}
            variant="subtle"
            leftSection={<IconFilterPlus size={14} />}
            onClick={() => change({ where: { all: [firstLeaf(events)] } })}
          >
            {t('builder.add.where')}
          </Button>
        )
      )}
    </div>
  )
}

/** Another summary keeps its column where that suits, else takes the first that does. */
function withSummary(rollUp: RollUp['rollUp'], summary: Summary, columns: readonly ColumnInfo[]): RollUp['rollUp'] {
  const { column: before, ...rest } = rollUp
  if (summary === 'count') return { ...rest, summary }
  const suits = ({ storage }: ColumnInfo) => summary === 'distinct' || kindOf(storage) === 'number'
  const preferred = summary === 'distinct' ? 'order' : 'amount'
  const offered = columns.filter(suits)
  const kept = summary === 'distinct' ? undefined : offered.find(({ name }) => name === before)
  const column = kept ?? offered.find(({ role }) => role === preferred) ?? offered[0]
  return column ? { ...rest, summary, column: column.name } : { ...rest, summary: 'count' }
}

interface DuringProps {
  rollUp: RollUp['rollUp']
  dates: readonly ColumnInfo[]
  onChange(rollUp: RollUp['rollUp']): void
}

function During({ rollUp, dates, onChange }: DuringProps) {
  const t = useText()
  const { during, perMonth: _, ...rest } = rollUp
  const date = dates.find(({ role }) => role === 'date') ?? dates[0]
  if (!date) return null
  return (
    <>
      <Select
        className={classes.unit ?? ''}
        aria-label={t('builder.time.label')}
        data={(['ever', 'period'] as const).map((value) => ({ value, label: t(`builder.time.${value}`) }))}
        value={during ? 'period' : 'ever'}
        onChange={(time) =>
          onChange(
            time === 'ever'
              ? rest
              : { ...rest, during: { column: date.name, period: { last: 12, unit: 'months', before: 'latest' } } },
          )
        }
      />
      {during && (
        <>
          <PeriodInput
            period={during.period}
            onChange={(period) => onChange({ ...rollUp, during: { ...during, period } })}
          />
          <Checkbox
            label={t('builder.perMonth')}
            checked={rollUp.perMonth ?? false}
            onChange={(event) => onChange({ ...rollUp, perMonth: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  )
}
