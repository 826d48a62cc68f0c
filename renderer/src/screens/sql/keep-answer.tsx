import { Button, Popover, TextInput } from '@mantine/core'
import { IconChartHistogram, IconTablePlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useJob, useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'

/** Keeps all rows of an answer as a dataset that knows its question; with "Chart" the chart builder opens on it. */
export function KeepAnswer({ sql }: { sql: string }) {
  const t = useText()
  return (
    <>
      <KeepButton
        sql={sql}
        label={t('sql.keep')}
        icon={<IconTablePlus size={16} stroke={1.6} />}
        to={addresses.dataset}
      />
      <KeepButton
        sql={sql}
        label={t('sql.chart')}
        icon={<IconChartHistogram size={16} stroke={1.6} />}
        to={addresses.chart}
      />
    </>
  )
}

interface KeepButtonProps {
  sql: string
  label: string
  icon: React.ReactNode
  /** Where to go with the new dataset. */
  to(datasetId: string): string
}

function KeepButton({ sql, label, icon, to }: KeepButtonProps) {
  const t = useText()
  const [, navigate] = useLocation()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [jobId, setJob] = useState<string | null>(null)
  const job = useJob(jobId)
  const [made] = job?.outcome?.datasetIds ?? []
  const isTaken = datasets.some((dataset) => dataset.name.toLowerCase() === name.trim().toLowerCase())
  const isThere = made !== undefined && datasets.some(({ id }) => id === made)
  useEffect(() => {
    if (made !== undefined && isThere) navigate(to(made))
  }, [made, isThere, navigate, to])
  const isBusy = job?.state === 'running' || job?.state === 'queued'
  const save = () => {
    if (name.trim() === '' || isTaken || isBusy) return
    workbench.console.keep({ sql, name: name.trim() }).then((started) => setJob(started.jobId), notifyError)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={icon}
          loading={isBusy}
          onClick={() => setOpen((open) => !open)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <TextInput
            label={t('sql.keepName')}
            description={t('sql.keepLine')}
            value={name}
            maxLength={200}
            data-autofocus
            error={isTaken ? t('sql.nameTaken') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" mt={8} disabled={name.trim() === '' || isTaken} loading={isBusy}>
            {t('sql.keepIt')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
