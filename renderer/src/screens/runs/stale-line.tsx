import { Button } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { useDataset } from '../../app/store/workbench-store'
import { notifyError } from '../../components/notify'
import { draftOf } from '../../methods/draft'
import { startRun } from '../../methods/start-run'
import { NoticeLine } from '../../results/notice-line'

/** Says that the data has changed since the run, and runs it again with the same choices. */
export function StaleLine({ run }: { run: RunSummary }) {
  const t = useText()
  const dataset = useDataset(run.datasetId)
  const [isStarting, setStarting] = useState(false)
  const again = () => {
    setStarting(true)
    startRun(draftOf(run.request, run.dataset), run.datasetId ?? undefined)
      .catch(notifyError)
      .finally(() => setStarting(false))
  }
  return (
    <NoticeLine
      level="warning"
      action={
        <Button variant="default" size="compact-sm" onClick={again} loading={isStarting} disabled={!dataset}>
          {t('runs.again')}
        </Button>
      }
    >
      {t('runs.stale', { dataset: run.dataset ?? '', revision: run.revision ?? 0, current: dataset?.revision ?? 0 })}
    </NoticeLine>
  )
}
