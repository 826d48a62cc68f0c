import { Checkbox, NumberInput, Select } from '@mantine/core'
import { logged, measureField } from '@shared/charts/chart-fields'
import { type Aggregate, aggregates, type ChartSpec, type DateUnit, dateUnits } from '@shared/charts/chart-spec'
import type { MeasureType } from '@shared/dataset/schema'
import { type MapName, mapNames } from '@shared/maps/region-map'
import { useText } from '../../app/locale/locale-provider'
import type { Choices } from './chart-draft'

interface ChartSettingsProps {
  spec: ChartSpec
  /** What the values of x mean; null without x. */
  measureX: MeasureType | null
  measureY: MeasureType | null
  onChange(changes: Partial<Choices>): void
}

type Types = readonly ChartSpec['type'][]

const measured: Types = ['line', 'area', 'bar', 'pie', 'heatmap', 'treemap', 'pareto', 'calendar', 'map']
const dated: Types = ['line', 'area', 'bar', 'heatmap']
const limited: Types = ['line', 'area', 'bar', 'pie', 'treemap', 'pareto', 'heatmap', 'box', 'violin']
const sortable: Types = ['bar', 'pie', 'line', 'area']
const binned: Types = ['histogram', 'bar', 'line', 'area', 'heatmap']
const sorts = ['descending', 'ascending', 'name'] as const

/** What a type lets a person choose beside its columns. */
export function ChartSettings({ spec, measureX, measureY, onChange }: ChartSettingsProps) {
  const t = useText()
  const { type } = spec
  const hasMeasure = measured.includes(type) && spec[measureField(type)] !== undefined
  const isWords = measureX !== null && measureX !== 'time' && measureX !== 'continuous'
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
      {measureX === 'time' && dated.includes(type) && (
        <Select
          label={t('charts.builder.dateUnit')}
          data={dateUnits.map((value) => ({ value, label: t(`charts.builder.dateUnits.${value}`) }))}
          placeholder={t('charts.builder.automatic')}
          value={spec.dateUnit ?? null}
          onChange={(value) => onChange({ dateUnit: (value ?? undefined) as DateUnit | undefined })}
          clearable
        />
      )}
      {measureX === 'continuous' && binned.includes(type) && (
        <CountField label={t('kept.bins')} value={spec.bins} onChange={(bins) => onChange({ bins })} />
      )}
      {isWords && sortable.includes(type) && (
        <Select
          label={t('kept.sort.label')}
          data={sorts.map((value) => ({ value, label: t(`kept.sort.${value}`) }))}
          placeholder={t('charts.builder.automatic')}
          value={spec.sort ?? null}
          onChange={(value) => onChange({ sort: (value ?? undefined) as ChartSpec['sort'] })}
          clearable
        />
      )}
      {isWords && limited.includes(type) && (
        <CountField
          label={t('kept.limit')}
          line={t('kept.limitLine')}
          value={spec.limit}
          onChange={(limit) => onChange({ limit })}
        />
      )}
      {type === 'map' && (
        <Select
          label={t('charts.builder.map')}
          data={mapNames.map((value) => ({ value, label: t(`charts.map.maps.${value}`) }))}
          placeholder={t('charts.builder.automatic')}
          value={spec.map ?? null}
          onChange={(value) => onChange({ map: (value ?? undefined) as MapName | undefined })}
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
      {(['x', 'y'] as const).map((field) => {
        const key = field === 'x' ? 'logX' : 'logY'
        const measure = field === 'x' ? measureX : measureY
        if (!logged[type]?.includes(field) || measure !== 'continuous') return null
        return (
          <Checkbox
            key={key}
            label={t(`charts.builder.${key}`)}
            checked={spec[key] === true}
            onChange={(event) => onChange({ [key]: event.currentTarget.checked || undefined })}
          />
        )
      })}
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

interface CountFieldProps {
  label: string
  line?: string
  value: number | undefined
  onChange(value: number | undefined): void
}

/** A whole number from 1 to 500, or the chart's own habit. */
function CountField({ label, line, value, onChange }: CountFieldProps) {
  const t = useText()
  return (
    <NumberInput
      label={label}
      description={line}
      placeholder={t('charts.builder.automatic')}
      min={1}
      max={500}
      clampBehavior="strict"
      allowDecimal={false}
      value={value ?? ''}
      onChange={(given) => onChange(typeof given === 'number' && given >= 1 ? given : undefined)}
    />
  )
}
