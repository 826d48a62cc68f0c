import { Button } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import { useText } from '../../app/locale/locale-provider'
import { cancelJob, JobProgress } from '../../app/shell/job-entry'
import { ErrorState, RowsSkeleton } from '../../components/states'
import { AssociationsSection } from './associations-section'
import { FindingsSection } from './findings-section'
import { MissingPatternsSection } from './missing-patterns-section'
import classes from './quality.module.css'
import { useQuality } from './use-quality'

/** What is wrong with a dataset, the gravest first, each with remedies that become steps; what is missing and what goes together. */
export function QualityTab({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const quality = useQuality(dataset)
  const { view, job, isStopped, error, again } = quality
  if (error && !view) return <ErrorState error={error} onAgain={again} />
  return (
    <>
      {job && (view === null || !view.complete) && (
        <div className={classes.job}>
          <JobProgress job={job} />
          <Button size="compact-sm" variant="default" onClick={() => cancelJob(job)}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
      {isStopped && !view?.complete && (
        <p className={classes.stopped} role="status">
          {t(view ? 'quality.stopped' : 'quality.stoppedEarly')}
          <Button size="compact-sm" variant="default" onClick={again}>
            {t('quality.again')}
          </Button>
        </p>
      )}
      {!view && !isStopped && <RowsSkeleton />}
      {view && (
        <>
          <FindingsSection dataset={dataset} view={view} onIgnore={quality.ignore} onUnignore={quality.unignore} />
          <MissingPatternsSection report={view.report} />
          <AssociationsSection report={view.report} />
        </>
      )}
    </>
  )
}
