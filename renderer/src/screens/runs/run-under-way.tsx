import { Button } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import { useEffect } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { cancelJob, JobProgress } from '../../app/shell/job-entry'
import { useFollowedJob } from '../../app/store/followed-jobs'
import { isRunning } from '../../app/store/jobs'
import { useStatus } from '../../app/store/status-store'
import { useJob } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { EmptyState, ErrorState } from '../../components/states'
import { newRunAddress } from '../../methods/run-addresses'
import type { MethodWords } from '../../methods/use-method-words'
import classes from './run-form.module.css'

interface RunUnderWayProps {
  jobId: string
  methodId: string
  words: MethodWords
  dataset: Dataset | undefined
}

/** A run while it is computed: how far it is, and a way to stop it. Leads to the result by itself. */
export function RunUnderWay({ jobId, methodId, words, dataset }: RunUnderWayProps) {
  const t = useText()
  const job = useJob(jobId)
  useFollowedJob(jobId)
  useStatus({ datasetId: dataset?.id ?? null })
  const runId = job?.outcome?.runId
  useEffect(() => {
    if (runId) navigate(addresses.run(runId), { replace: true })
  }, [runId])
  const toForm = () => navigate(newRunAddress(methodId, { dataset: dataset?.id, again: jobId }), { replace: true })
  const change = (
    <Button variant="default" onClick={toForm}>
      {t('forms.changeChoices')}
    </Button>
  )
  if (!job) return <EmptyState title={t('forms.jobGone')}>{change}</EmptyState>
  if (job.state === 'cancelled') {
    return (
      <EmptyState title={t('forms.cancelled')} line={t('errors.cancelled')}>
        {change}
      </EmptyState>
    )
  }
  if (job.error) return <ErrorState error={job.error} onAgain={toForm} />
  return (
    <Page title={words.name} line={words.summary}>
      <section className={classes.underWay} aria-live="polite">
        <h2>{t('forms.underWay', { method: words.name })}</h2>
        <p className={classes.line}>{t('forms.goOn')}</p>
        {isRunning(job) && <JobProgress job={job} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => cancelJob(job)} disabled={!isRunning(job)}>
            {t('common.cancel')}
          </Button>
        </div>
      </section>
    </Page>
  )
}
