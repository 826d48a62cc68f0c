import { Select, TextInput } from '@mantine/core'
import type { ChartField } from '@shared/charts/chart-fields'
import { type ChartSpec, chartTypes } from '@shared/charts/chart-spec'
import { suggestTypes } from '@shared/charts/suggest-types'
import type { Dataset } from '@shared/dataset/schema'
import { useState } from 'react'
import { Link } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { ChartPreview, NothingYet } from './chart-preview'
import classes from './chart-screen.module.css'
import { ChartSettings } from './chart-settings'
import { FieldList } from './field-list'
import { FieldSlots } from './field-slots'

type Draft = Omit<ChartSpec, 'dataset' | 'type' | 'title'> & { type?: ChartSpec['type'] | undefined }
const order: readonly ChartField[] = ['x', 'y', 'color', 'facet']

/** Draws charts of a dataset: columns go to fields, by dragging or by choosing, and the chart follows. */
export default function ChartScreen() {
  const t = useText()
  const datasets = useWorkbenchStore((store) => store.datasets) ?? []
  const [datasetId, setDataset] = useState<string | null>(null)
  const dataset = datasets.find(({ id }) => id === datasetId) ?? datasets[0]
  const choose = (id: string | null) => id && setDataset(id)
  return (
    <Page
      title={t('charts.builder.title')}
      line={t('charts.builder.line')}
      above={<Link href={addresses.explore}>{t('runs.families.explore.title')}</Link>}
      fill
      action={
        <Select
          aria-label={t('charts.builder.dataset')}
          data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          value={dataset?.id ?? null}
          onChange={choose}
          allowDeselect={false}
        />
      }
    >
      {dataset && <ChartBuilder key={`${dataset.id}@${dataset.revision}`} dataset={dataset} />}
    </Page>
  )
}

function ChartBuilder({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const [draft, setDraft] = useState<Draft>({})
  const [title, setTitle] = useState('')
  const measureOf = (name: string | undefined) =>
    dataset.columns.find((column) => column.name === name)?.measureType ?? null
  const suggested = suggestTypes(measureOf(draft.x), measureOf(draft.y))
  const type = draft.type ?? suggested[0] ?? 'bar'
  const isEmpty = draft.x === undefined && draft.y === undefined && draft.type === undefined
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const put = (name: string) => {
    const free = order.find((field) => draft[field] === undefined)
    if (free) change({ [free]: name })
  }
  const spec: ChartSpec = { ...draft, type, dataset: dataset.id }
  const typeName = (known: ChartSpec['type']) => t(`charts.types.${known}`)
  return (
    <div className={classes.screen}>
      <FieldList columns={dataset.columns} onPick={put} />
      <div className={classes.controls}>
        <FieldSlots columns={dataset.columns} draft={draft} onChange={change} />
        <Select
          label={t('charts.builder.type')}
          data={[
            {
              group: t('charts.builder.fitting'),
              items: suggested.map((known) => ({ value: known, label: typeName(known) })),
            },
            {
              group: t('charts.builder.allTypes'),
              items: chartTypes
                .filter((known) => !suggested.includes(known))
                .map((known) => ({ value: known, label: typeName(known) })),
            },
          ].filter(({ items }) => items.length > 0)}
          value={isEmpty ? null : type}
          placeholder={t('charts.builder.automatic')}
          onChange={(value) => value && change({ type: value as ChartSpec['type'] })}
          allowDeselect={false}
        />
        <ChartSettings spec={spec} hasDates={measureOf(draft.x) === 'time'} onChange={change} />
        <TextInput
          label={t('charts.builder.chartTitle')}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          maxLength={300}
        />
      </div>
      <div className={classes.preview}>
        {isEmpty ? <NothingYet /> : <ChartPreview spec={spec} title={title} dataset={dataset} />}
      </div>
    </div>
  )
}
