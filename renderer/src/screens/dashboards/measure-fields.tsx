import { Select } from '@mantine/core'
import { type Aggregate, aggregates } from '@shared/charts/chart-spec'
import type { TableContent } from '@shared/dashboard/dashboard'
import type { Dataset } from '@shared/dataset/schema'
import type { ReactNode } from 'react'
import { useText } from '../../app/locale/locale-provider'
import classes from './dashboard.module.css'

type Measure = TableContent['measures'][number]

interface MeasureFieldsProps {
  dataset: Dataset
  measure: Measure
  onChange(measure: Measure): void
  /** What stands behind the fields. */
  end?: ReactNode
}

const needsNumbers = (aggregate: Aggregate) => aggregate !== 'count' && aggregate !== 'distinct'

/** What is computed, and of which column. */
export function MeasureFields({ dataset, measure, onChange, end }: MeasureFieldsProps) {
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
    <div className={classes.measure}>
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
      {end}
    </div>
  )
}
