import { Button, TextInput } from '@mantine/core'
import { IconTablePlus } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import { cancelJob, JobProgress } from '../../app/shell/job-entry'
import classes from './combine.module.css'
import type { useDerivation } from './use-derivation'

interface CreateBarProps {
  name: string
  onName: (name: string) => void
  derivation: ReturnType<typeof useDerivation>
  /** Null while something is missing. */
  onCreate: (() => void) | null
}

/** The last line of the form: what it will be called, and the button that makes it. */
export function CreateBar({ name, onName, derivation: { job, error }, onCreate }: CreateBarProps) {
  const t = useText()
  return (
    <div className={classes.create}>
      <TextInput label={t('combine.name')} value={name} onChange={(event) => onName(event.currentTarget.value)} />
      {error && (
        <p role="alert" data-tone="bad">
          {t(error.message)}
        </p>
      )}
      {job ? (
        <div className={classes.job}>
          <JobProgress job={job} />
          <Button variant="default" onClick={() => cancelJob(job)}>
            {t('common.cancel')}
          </Button>
        </div>
      ) : (
        <Button
          leftSection={<IconTablePlus size={16} stroke={1.6} />}
          disabled={onCreate === null || name.trim() === ''}
          onClick={() => onCreate?.()}
        >
          {t('combine.create')}
        </Button>
      )}
    </div>
  )
}
