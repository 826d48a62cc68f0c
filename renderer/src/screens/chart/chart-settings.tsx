import { Checkbox, Select } from '@mantine/core'
import { measureField } from '@shared/charts/chart-fields'
import { type Aggregate, aggregates, type ChartSpec, type DateUnit, dateUnits } from '@shared/charts/chart-spec'
import { useText } from '../../app/locale/locale-provider'

interface ChartSettingsProps {
  spec: ChartSpec
  hasDates: boolean
  onChange(changes: Partial<Omit<ChartSpec, 'dataset' | 'type' | 'title'>>): void
}

const measured: readonly ChartSpec['type'][] = [
  'line',
  'area',
  'bar',
  'pie',
  'heatmap',
  'treemap',
  'pareto',
  'calendar',
]

/** What a type lets a person choose beside its columns. */
export function ChartSettings({ spec, hasDates, onChange }: ChartSettingsProps) {
  const t = useText()
  const { type } = spec
  const hasMeasure = measured.includes(type) && spec[measureField(type)] !== undefined
  return (
    <>
      {hasMeasure && (
        <Select
          label={t('charts.builder.aggregate')}
          data={aggregates.map((value) => ({ value, label: t(`charts.builder.aggregates.${value}`) }))}
          value={spec.aggregate ?? 'sum'}
          onChange={(value) => onChange({ aggregate: (value ?? 'sum') as Aggregate })}
          allowDeselect={false}
        />
      )}
      {hasDates && (type === 'line' || type === 'area' || type === 'bar') && (
        <Select
          label={t('charts.builder.dateUnit')}
          data={dateUnits.map((value) => ({ value, label: t(`charts.builder.dateUnits.${value}`) }))}
          placeholder={t('charts.builder.automatic')}
          value={spec.dateUnit ?? null}
          onChange={(value) => onChange({ dateUnit: (value ?? undefined) as DateUnit | undefined })}
          clearable
        />
      )}
      {type === 'bar' && spec.color !== undefined && (
        <Checkbox
          label={t('charts.builder.stacked')}
          checked={spec.stacked === true}
          onChange={(event) => onChange({ stacked: event.currentTarget.checked })}
        />
      )}
      {type === 'scatter' && (
        <>
          <Checkbox
            label={t('charts.builder.trend')}
            checked={spec.trend === true}
            onChange={(event) => onChange({ trend: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('charts.builder.hull')}
            checked={spec.hull === true}
            onChange={(event) => onChange({ hull: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  )
}
