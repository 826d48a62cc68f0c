import { Checkbox, Select } from '@mantine/core'
import { type DateUnit, dateUnits } from '@shared/charts/chart-spec'
import type { MetricContent } from '@shared/dashboard/dashboard'
import type { Dataset } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import classes from './dashboard.module.css'
import { MeasureFields } from './measure-fields'

interface MetricFieldsProps {
  dataset: Dataset
  draft: MetricContent
  onChange(content: MetricContent): void
}

/** What a number is of, and whether it is of all rows or of the latest stretch of time. */
export function MetricFields({ dataset, draft, onChange }: MetricFieldsProps) {
  const t = useText()
  const dates = dataset.columns.filter(({ measureType }) => measureType === 'time').map(({ name }) => name)
  const { by, ...rest } = draft
  const unit = by?.unit ?? 'month'
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
            value={by?.column ?? null}
            onChange={(column) => onChange(column === null ? rest : { ...rest, by: { ...by, column, unit } })}
            clearable
          />
          {by && (
            <Select
              label={t('charts.builder.dateUnit')}
              data={dateUnits.map((value) => ({ value, label: t(`charts.builder.dateUnits.${value}`) }))}
              value={unit}
              onChange={(value) => onChange({ ...rest, by: { ...by, unit: value as DateUnit } })}
              allowDeselect={false}
            />
          )}
        </div>
      )}
      {by && unit !== 'day' && (
        <Checkbox
          label={t('dashboards.whole')}
          description={t('dashboards.wholeLine')}
          checked={by.isWhole === true}
          onChange={(event) => {
            const { isWhole: _, ...kept } = by
            onChange({ ...rest, by: event.currentTarget.checked ? { ...kept, isWhole: true } : kept })
          }}
        />
      )}
    </>
  )
}
