import { Button, Modal, Select, TextInput } from '@mantine/core'
import type { TileContent } from '@shared/dashboard/dashboard'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { ChartRows } from '../chart/chart-rows'
import classes from './dashboard.module.css'
import { MetricFields } from './metric-fields'
import { TableFields } from './table-fields'

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
          value={dataset?.id ?? null}
          error={dataset ? undefined : t('dashboards.dataGone')}
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
