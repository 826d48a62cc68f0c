import { Button, CloseButton, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { RunSummary } from '@shared/contract/workspace'
import { IconBookmark, IconDownload } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useDataset } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { RowsSkeleton } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { ExportItems } from '../export-items'
import { SaveSegmentModal } from '../save-segment/save-segment-modal'
import { RowReasons } from './row-reasons'
import classes from './selection-panel.module.css'
import { SelectionRows } from './selection-rows'
import { type Selection, useSelection } from './selection-store'

/** The rows that were selected in a figure of this run, with what can be done with them. Stays at the foot of the page. */
export function SelectionPanel({ run }: { run: RunSummary }) {
  const selection = useSelection((state) => (state.selection?.runId === run.id ? state.selection : null))
  useEffect(() => () => useSelection.getState().clear(), [])
  return selection && <SelectedRows run={run} selection={selection} />
}

function SelectedRows({ run, selection }: { run: RunSummary; selection: Selection }) {
  const t = useText()
  const dataset = useDataset(run.datasetId)
  const { clear } = useSelection.getState()
  const title = t('results.selection.title', { count: selection.rowIds.length })
  const view = useView(run, selection)
  return (
    <section className={classes.panel} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <KeepButton run={run} selection={selection} />
        <SaveMenu run={run} selection={selection} />
        <CloseButton size="sm" aria-label={t('results.selection.clear')} onClick={clear} />
      </div>
      {selection.rowIds.length === 1 && <RowReasons run={run} row={selection.rowIds[0] as number} />}
      <div className={classes.rows}>
        {dataset && view ? (
          <SelectionRows key={view.viewId} dataset={dataset} viewId={view.viewId} count={view.count} label={title} />
        ) : (
          <RowsSkeleton rows={4} />
        )}
      </div>
    </section>
  )
}

/** A view of the selected rows, open while they are shown. */
function useView(run: RunSummary, selection: Selection): { viewId: string; count: number } | null {
  const key = `${run.id} ${selection.elementId} ${selection.rowIds.length} ${selection.rowIds[0]} ${selection.rowIds.at(-1)}`
  const opened = useAnswer(key, () =>
    workbench.rows.open({
      dataset: run.datasetId ?? '',
      ...(run.revision === null ? {} : { revision: run.revision }),
      rowIds: [...selection.rowIds],
    }),
  )
  const view = opened.state === 'ready' ? opened.value : null
  const viewId = view?.viewId
  useEffect(() => {
    if (!viewId) return undefined
    return () => void workbench.rows.close({ viewId }).catch(() => undefined)
  }, [viewId])
  return view
}

function KeepButton({ run, selection }: { run: RunSummary; selection: Selection }) {
  const t = useText()
  const [saving, { open, close }] = useDisclosure(false)
  const { datasetId, revision } = run
  if (datasetId === null) return null
  const from = { runId: run.id, ...(revision === null ? {} : { revision }) }
  return (
    <>
      <Button variant="default" size="compact-sm" leftSection={<IconBookmark size={14} />} onClick={open}>
        {t('stored.save.action')}
      </Button>
      <SaveSegmentModal
        opened={saving}
        onClose={close}
        datasetId={datasetId}
        definition={{ kind: 'rows', rowIds: [...selection.rowIds], from }}
        suggestedName=""
      />
    </>
  )
}

function SaveMenu({ run, selection }: { run: RunSummary; selection: Selection }) {
  const t = useText()
  const name = `${run.dataset ?? ''} – ${t('results.selection.title', { count: selection.rowIds.length })}`
  const rows = { name, dataset: run.datasetId, revision: run.revision, rowIds: selection.rowIds }
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} />}>
          {t('results.selection.save')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ExportItems {...rows} />
      </Menu.Dropdown>
    </Menu>
  )
}
