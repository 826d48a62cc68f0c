import { CloseButton } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { useEffect } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useDataset } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { RowsSkeleton } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { RowReasons } from './row-reasons'
import { SelectionActions } from './selection-actions'
import classes from './selection-panel.module.css'
import { SelectionRows } from './selection-rows'
import { type Selection, useSelection, useSelectionOf } from './selection-store'

/** The rows that were selected in this run, with what can be done with them. Stays at the foot of the page. */
export function SelectionPanel({ run }: { run: RunSummary }) {
  const selection = useSelectionOf(run)
  return selection?.source.id === run.id ? <SelectedRows run={run} selection={selection} /> : null
}

function SelectedRows({ run, selection }: { run: RunSummary; selection: Selection }) {
  const t = useText()
  const dataset = useDataset(run.datasetId)
  const { clear } = useSelection.getState()
  const { rowIds } = selection.rows
  const title = t('results.selection.title', { count: rowIds.length })
  const view = useView(selection)
  return (
    <section className={classes.panel} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {dataset && <SelectionActions selection={selection} dataset={dataset} />}
        <CloseButton size="sm" aria-label={t('results.selection.clear')} onClick={clear} />
      </div>
      {rowIds.length === 1 && <RowReasons run={run} row={rowIds[0] as number} />}
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
function useView({ number, datasetId, revision, rows }: Selection): { viewId: string; count: number } | null {
  const opened = useAnswer(String(number), () =>
    workbench.rows.open({ dataset: datasetId, revision, rowIds: rows.rowIds }),
  )
  const view = opened.state === 'ready' ? opened.value : null
  const viewId = view?.viewId
  useEffect(() => {
    if (!viewId) return undefined
    return () => void workbench.rows.close({ viewId }).catch(() => undefined)
  }, [viewId])
  return view
}
