import { ActionIcon, Button, Checkbox, MultiSelect, NumberInput, Select } from '@mantine/core'
import { type DateUnit, dateUnits } from '@shared/charts/chart-spec'
import type { TableContent } from '@shared/dashboard/dashboard'
import { measureLabel } from '@shared/dashboard/table-of'
import type { Dataset } from '@shared/dataset/schema'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import classes from './dashboard.module.css'
import { MeasureFields } from './measure-fields'

interface TableFieldsProps {
  dataset: Dataset
  draft: TableContent
  onChange(content: TableContent): void
}

/** Groups with their numbers, or single rows with their columns. */
export function TableFields({ dataset, draft, onChange }: TableFieldsProps) {
  const t = useText()
  const names = dataset.columns.map(({ name }) => name)
  const isDate = dataset.columns.some(({ name, measureType }) => name === draft.by && measureType === 'time')
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={t('dashboards.groupedBy')}
          placeholder={t('dashboards.singleRows')}
          data={names}
          value={draft.by ?? null}
          onChange={(by) => onChange({ ...draft, by: by ?? undefined })}
          clearable
          searchable
        />
        {isDate && (
          <Select
            label={t('charts.builder.dateUnit')}
            placeholder={t('charts.builder.automatic')}
            data={dateUnits.map((value) => ({ value, label: t(`charts.builder.dateUnits.${value}`) }))}
            value={draft.unit ?? null}
            onChange={(unit) => onChange({ ...draft, unit: (unit ?? undefined) as DateUnit | undefined })}
            clearable
          />
        )}
      </div>
      {draft.by === undefined ? (
        <RowFields names={names} draft={draft} onChange={onChange} />
      ) : (
        <GroupFields dataset={dataset} draft={draft} onChange={onChange} />
      )}
      <NumberInput
        label={t('dashboards.mostRows')}
        min={1}
        max={1000}
        clampBehavior="strict"
        allowDecimal={false}
        value={draft.limit}
        onChange={(limit) => typeof limit === 'number' && limit >= 1 && onChange({ ...draft, limit })}
      />
    </>
  )
}

const mostMeasures = 12

function GroupFields({ dataset, draft, onChange }: TableFieldsProps) {
  const t = useText()
  const measures: TableContent['measures'] = draft.measures.length > 0 ? draft.measures : [{ aggregate: 'count' }]
  const { groupSort: sort } = draft
  const put = (next: TableContent['measures']) => {
    const isGone = sort?.measure !== undefined && sort.measure !== null && sort.measure >= next.length
    onChange({ ...draft, measures: next, ...(isGone ? { groupSort: undefined } : {}) })
  }
  const key = sort === undefined ? null : sort.measure === null ? 'name' : String(sort.measure)
  const sortedBy = (value: string | null) =>
    value === null
      ? undefined
      : { measure: value === 'name' ? null : Number(value), descending: sort?.descending ?? value !== 'name' }
  return (
    <>
      {measures.map((measure, i) => (
        <MeasureFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a number has no other name than its place
          key={i}
          dataset={dataset}
          measure={measure}
          onChange={(changed) => put(measures.with(i, changed))}
          end={
            measures.length > 1 && (
              <ActionIcon
                size={30}
                aria-label={t('dashboards.removeNumber', { number: measureLabel(measure) })}
                onClick={() => put(measures.toSpliced(i, 1))}
              >
                <IconX size={14} />
              </ActionIcon>
            )
          }
        />
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          disabled={measures.length >= mostMeasures}
          onClick={() => put([...measures, { aggregate: 'count' }])}
        >
          {t('dashboards.addNumber')}
        </Button>
      </div>
      <SortFields
        options={[
          { value: 'name', label: draft.by ?? '' },
          ...measures.map((measure, i) => ({
            value: String(i),
            label: numbered(t(measureLabel(measure)), i, measures),
          })),
        ]}
        value={key}
        descending={sort?.descending ?? true}
        onChange={(value) => onChange({ ...draft, groupSort: sortedBy(value) })}
        onTurn={(descending) => sort && onChange({ ...draft, groupSort: { ...sort, descending } })}
      />
      <Checkbox
        label={t('dashboards.totals')}
        checked={draft.hasTotals !== false}
        onChange={(event) => onChange({ ...draft, hasTotals: event.currentTarget.checked ? undefined : false })}
      />
    </>
  )
}

/** Two measures that are the same are told apart by their place. */
function numbered(label: string, i: number, measures: TableContent['measures']): string {
  const isSame = (other: TableContent['measures'][number]) =>
    other.aggregate === measures[i]?.aggregate && other.column === measures[i]?.column
  return measures.filter(isSame).length > 1 ? `${label} (${i + 1})` : label
}

function RowFields({ names, draft, onChange }: { names: string[] } & Omit<TableFieldsProps, 'dataset'>) {
  const t = useText()
  const { sort } = draft
  const descending = sort?.descending ?? true
  return (
    <>
      <MultiSelect
        label={t('dashboards.columns')}
        placeholder={draft.columns.length === 0 ? t('charts.builder.automatic') : ''}
        data={names}
        value={draft.columns}
        onChange={(columns) => onChange({ ...draft, columns })}
        searchable
      />
      <SortFields
        options={names.map((name) => ({ value: name, label: name }))}
        value={sort?.column ?? null}
        descending={descending}
        onChange={(column) => onChange({ ...draft, sort: column === null ? undefined : { column, descending } })}
        onTurn={(turned) => sort && onChange({ ...draft, sort: { ...sort, descending: turned } })}
      />
    </>
  )
}

interface SortFieldsProps {
  options: { value: string; label: string }[]
  value: string | null
  descending: boolean
  onChange(value: string | null): void
  onTurn(descending: boolean): void
}

function SortFields({ options, value, descending, onChange, onTurn }: SortFieldsProps) {
  const t = useText()
  const orders = (['descending', 'ascending'] as const).map((order) => ({
    value: order,
    label: t(`kept.sort.${order}`),
  }))
  return (
    <div className={classes.pair}>
      <Select
        label={t('dashboards.sortedBy')}
        placeholder={t('charts.builder.automatic')}
        data={options}
        value={value}
        onChange={onChange}
        clearable
        searchable
      />
      {value !== null && (
        <Select
          label={t('dashboards.order')}
          data={orders}
          value={descending ? 'descending' : 'ascending'}
          onChange={(order) => onTurn(order === 'descending')}
          allowDeselect={false}
        />
      )}
    </div>
  )
}
