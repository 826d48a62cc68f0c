import { IconCheck } from '@tabler/icons-react'
import { useFormat, useText } from '../locale/locale-provider'
import { useStatusStore } from '../store/status-store'
import { useDataset, useWorkbenchStore } from '../store/workbench-store'
import { SelectionStatus } from './selection-status'
import classes from './status-bar.module.css'

/** At the foot: what the screen is about, what is selected, how the last job ended, and that nothing leaves this computer. */
export function StatusBar() {
  const t = useText()
  const format = useFormat()
  const { datasetId, selection } = useStatusStore()
  const dataset = useDataset(datasetId)
  const lastJob = useWorkbenchStore((state) => state.jobs[0])
  return (
    <footer className={classes.bar}>
      {dataset && <span className={classes.name}>{dataset.name}</span>}
      {dataset && (
        <span>
          {t('common.rows', { count: dataset.nRows })} · {t('common.columns', { count: dataset.columns.length })}
        </span>
      )}
      {selection && <span>{selection}</span>}
      <SelectionStatus />
      <span className={classes.space} />
      {lastJob && (
        <span className={classes.name}>
          {t(lastJob.title)} · {t(`app.jobs.state.${lastJob.state}`)}
          {lastJob.endedAt !== null && lastJob.startedAt !== null && (
            <> · {format.number(lastJob.endedAt - lastJob.startedAt, 'milliseconds')}</>
          )}
        </span>
      )}
      <span className={classes.offline} title={t('app.status.offlineHint')}>
        {t('app.status.offline')}
        <IconCheck size={13} stroke={2} aria-hidden="true" />
      </span>
    </footer>
  )
}
