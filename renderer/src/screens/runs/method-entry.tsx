import { Button } from '@mantine/core'
import type { MethodDescriptor } from '@shared/contract/workspace'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { newRunAddress } from '../../methods/run-addresses'
import { startProposedRun } from '../../methods/start-run'
import { suitedDataset } from '../../methods/suited-dataset'
import { useMethodWords } from '../../methods/use-method-words'
import classes from './family-screen.module.css'

/** A method that can be run: what it tells, run as proposed or with one's own choices. */
export function MethodEntry({ method }: { method: MethodDescriptor }) {
  const t = useText()
  const words = useMethodWords(method.id)
  const [, navigate] = useLocation()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const dataset = suitedDataset(method, datasets)
  const [isStarting, setStarting] = useState(false)
  const start = () => {
    if (!dataset) return
    setStarting(true)
    void startProposedRun(method.id, dataset.id).finally(() => setStarting(false))
  }
  return (
    <div className={classes.method}>
      <div className={classes.words}>
        <h2 className={classes.name}>{words.name}</h2>
        <p className={classes.line}>{words.summary}</p>
      </div>
      <Button
        variant="default"
        aria-label={`${t('runs.choose')}: ${words.name}`}
        onClick={() => navigate(newRunAddress(method.id, { dataset: dataset?.id }))}
      >
        {t('runs.choose')}
      </Button>
      <Button variant="light" aria-label={`${t('forms.run')}: ${words.name}`} loading={isStarting} onClick={start}>
        {t('forms.run')}
      </Button>
    </div>
  )
}
