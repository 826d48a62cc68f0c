import { Select, TextInput } from '@mantine/core'
import type { ChartField } from '@shared/charts/chart-fields'
import { type ChartSpec, chartTypes } from '@shared/charts/chart-spec'
import type { Dataset } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import type { ChartDraft } from './chart-draft'
import { ChartPreview, NothingYet } from './chart-preview'
import { ChartRows } from './chart-rows'
import classes from './chart-screen.module.css'
import { ChartSettings } from './chart-settings'
import { FieldList } from './field-list'
import { FieldSlots } from './field-slots'

const order: readonly ChartField[] = ['x', 'y', 'color', 'facet']

/** Columns at the left, what becomes of them in the middle, the chart at the right. */
export function ChartBuilder({ dataset, draft }: { dataset: Dataset; draft: ChartDraft }) {
  const t = useText()
  const { choices, spec, change, isEmpty, measureOf } = draft
  const put = (name: string, field = order.find((free) => choices[free] === undefined)) => {
    if (field) change({ [field]: name })
  }
  return (
    <div className={classes.screen}>
      <FieldList columns={dataset.columns} onPick={put} />
      <div className={classes.controls}>
        <TypeSelect draft={draft} />
        <FieldSlots columns={dataset.columns} draft={choices} onChange={change} />
        <ChartSettings spec={spec} measureX={measureOf(choices.x)} measureY={measureOf(choices.y)} onChange={change} />
        <TextInput
          label={t('charts.builder.chartTitle')}
          placeholder={isEmpty ? '' : draft.name}
          value={choices.title ?? ''}
          onChange={(event) => change({ title: event.currentTarget.value || undefined })}
          maxLength={200}
        />
      </div>
      <div className={classes.preview}>
        {isEmpty ? (
          <NothingYet />
        ) : (
          <>
            <ChartRows dataset={dataset} filter={choices.filter} onChange={(filter) => change({ filter })} />
            <ChartPreview spec={spec} title={choices.title ?? ''} dataset={dataset} />
          </>
        )}
      </div>
    </div>
  )
}

function TypeSelect({ draft: { spec, suggested, isEmpty, change } }: { draft: ChartDraft }) {
  const t = useText()
  const typeName = (known: ChartSpec['type']) => t(`charts.types.${known}`)
  const group = (label: string, types: readonly ChartSpec['type'][]) => ({
    group: t(label),
    items: types.map((known) => ({ value: known, label: typeName(known) })),
  })
  const others = chartTypes.filter((known) => !suggested.includes(known))
  return (
    <Select
      label={t('charts.builder.type')}
      data={[group('charts.builder.fitting', suggested), group('charts.builder.allTypes', others)].filter(
        ({ items }) => items.length > 0,
      )}
      value={isEmpty ? null : spec.type}
      placeholder={t('charts.builder.automatic')}
      onChange={(value) => value && change({ type: value as ChartSpec['type'] })}
      allowDeselect={false}
    />
  )
}
