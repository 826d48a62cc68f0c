import { Button, Modal, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { type Aggregate, aggregates, type DateUnit, dateUnits } from '@shared/charts/chart-spec'
import type { MetricContent, TableContent, TileContent } from '@shared/dashboard/dashboard'
import type { Dataset } from '@shared/dataset/schema'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { ChartRows } from '../chart/chart-rows'
import classes from './dashboard.module.css'

type Editable = Exclude<TileContent, { kind: 'chart' }>

interface TileEditorProps {
  content: Editable
  isNew: boolean
  onKeep(content: Editable): void
  onClose(): void
}

/** What a number or a table is made of. */
export function TileEditor({ content, isNew, onKeep, onClose }: TileEditorProps) {
  const t = useText()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const [draft, setDraft] = useState<Editable>(content)
  const dataset = datasets.find(({ id }) => id === draft.dataset)
  const title = t(`dashboards.${isNew ? 'new' : 'change'}.${draft.kind}`)
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
      transitionProps={{ duration: 0 }}
    >
      <div className={classes.form}>
        <Select
          label={t('dashboards.dataset')}
          data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.dataset}
          onChange={(id) => id && setDraft(blankOf(draft.kind, id))}
          allowDeselect={false}
        />
        {dataset && draft.kind === 'metric' && <MetricFields dataset={dataset} draft={draft} onChange={setDraft} />}
        {dataset && draft.kind === 'table' && <TableFields dataset={dataset} draft={draft} onChange={setDraft} />}
        <TextInput
          label={t('dashboards.tileTitle')}
          placeholder={t('charts.builder.automatic')}
          value={draft.title ?? ''}
          maxLength={200}
          onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value || undefined })}
        />
        {dataset && (
          <ChartRows dataset={dataset} filter={draft.filter} onChange={(filter) => setDraft({ ...draft, filter })} />
        )}
      </div>
      <div className={classes.formEnd}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button onClick={() => onKeep(draft)} disabled={!dataset}>
          {t(isNew ? 'dashboards.addIt' : 'dashboards.keep')}
        </Button>
      </div>
    </Modal>
  )
}

function blankOf(kind: Editable['kind'], dataset: string): Editable {
  if (kind === 'metric') return { kind, dataset, aggregate: 'count' }
  return { kind, dataset, measures: [{ aggregate: 'count' }], columns: [], limit: 20 }
}

interface FieldsProps<C> {
  dataset: Dataset
  draft: C
  onChange(draft: C): void
}

const needsNumbers = (aggregate: Aggregate) => aggregate !== 'count' && aggregate !== 'distinct'

interface MeasureFieldsProps {
  dataset: Dataset
  measure: { column?: string | undefined; aggregate: Aggregate }
  onChange(measure: { column?: string | undefined; aggregate: Aggregate }): void
}

/** How values come together, and of which column. */
function MeasureFields({ dataset, measure, onChange }: MeasureFieldsProps) {
  const t = useText()
  const columnsFor = (aggregate: Aggregate) =>
    dataset.columns
      .filter(({ storage }) => !needsNumbers(aggregate) || storage === 'integer' || storage === 'real')
      .map(({ name }) => name)
  const choose = (aggregate: Aggregate) => {
    const names = columnsFor(aggregate)
    const column = measure.column !== undefined && names.includes(measure.column) ? measure.column : names[0]
    onChange(aggregate === 'count' ? { aggregate } : { aggregate, column })
  }
  return (
    <div className={classes.pair}>
      <Select
        label={t('dashboards.shows')}
        data={aggregates.map((value) => ({ value, label: t(`charts.builder.aggregates.${value}`) }))}
        value={measure.aggregate}
        onChange={(value) => value && choose(value as Aggregate)}
        allowDeselect={false}
      />
      {measure.aggregate !== 'count' && (
        <Select
          label={t('dashboards.ofColumn')}
          data={columnsFor(measure.aggregate)}
          value={measure.column ?? null}
          onChange={(column) => column && onChange({ ...measure, column })}
          allowDeselect={false}
          searchable
        />
      )}
    </div>
  )
}

function MetricFields({ dataset, draft, onChange }: FieldsProps<MetricContent>) {
  const t = useText()
  const dates = dataset.columns.filter(({ measureType }) => measureType === 'time').map(({ name }) => name)
  const unit = draft.by?.unit ?? 'month'
  const compare = (column: string | null) => {
    const { by: _, ...rest } = draft
    onChange(column === null ? rest : { ...rest, by: { column, unit } })
  }
  return (
    <>
      <MeasureFields
        dataset={dataset}
        measure={draft}
        onChange={({ column, aggregate }) => onChange({ ...draft, column, aggregate })}
      />
      {dates.length > 0 && (
        <div className={classes.pair}>
          <Select
            label={t('dashboards.latest')}
            placeholder={t('dashboards.allTime')}
            data={dates}
            value={draft.by?.column ?? null}
            onChange={compare}
            clearable
          />
          {draft.by && (
            <Select
              label={t('charts.builder.dateUnit')}
              data={dateUnits.map((value) => ({ value, label: t(`charts.builder.dateUnits.${value}`) }))}
              value={unit}
              onChange={(value) => draft.by && onChange({ ...draft, by: { ...draft.by, unit: value as DateUnit } })}
              allowDeselect={false}
            />
          )}
        </div>
      )}
    </>
  )
}

function TableFields({ dataset, draft, onChange }: FieldsProps<TableContent>) {
  const t = useText()
  const names = dataset.columns.map(({ name }) => name)
  const isDate = dataset.columns.some(({ name, measureType }) => name === draft.by && measureType === 'time')
  const measure = draft.measures[0] ?? { aggregate: 'count' as const }
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
        <>
          <MultiSelect
            label={t('dashboards.columns')}
            placeholder={draft.columns.length === 0 ? t('charts.builder.automatic') : ''}
            data={names}
            value={draft.columns}
            onChange={(columns) => onChange({ ...draft, columns })}
            searchable
          />
          <div className={classes.pair}>
            <Select
              label={t('dashboards.sortedBy')}
              data={names}
              value={draft.sort?.column ?? null}
              onChange={(column) =>
                onChange({
                  ...draft,
                  sort: column ? { column, descending: draft.sort?.descending ?? true } : undefined,
                })
              }
              clearable
              searchable
            />
            {draft.sort && (
              <Select
                label={t('dashboards.order')}
                data={(['descending', 'ascending'] as const).map((value) => ({
                  value,
                  label: t(`kept.sort.${value}`),
                }))}
                value={draft.sort.descending ? 'descending' : 'ascending'}
                onChange={(value) =>
                  draft.sort && onChange({ ...draft, sort: { ...draft.sort, descending: value === 'descending' } })
                }
                allowDeselect={false}
              />
            )}
          </div>
        </>
      ) : (
        <MeasureFields
          dataset={dataset}
          measure={measure}
          onChange={(changed) => onChange({ ...draft, measures: [changed, ...draft.measures.slice(1)] })}
        />
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
