import { Button } from '@mantine/core'
import type { Report } from '@shared/contract/workspace'
import { IconPlus, IconReportAnalytics } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { Entry, EntryList } from '../../components/entry-list'
import { notifyError } from '../../components/notify'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { StartButtons } from '../runs/start-buttons'
import { useRunTitle } from '../runs/use-run-title'

/** The reports of the workspace: what is handed over. */
export default function ReportsScreen() {
  const t = useText()
  const reports = useWorkbenchStore((state) => state.reports)
  const runs = useWorkbenchStore((state) => state.runs)
  const [, navigate] = useLocation()
  const create = () =>
    workbench.report
      .create({ title: t('reports.untitled'), runIds: (runs ?? []).map((run) => run.id) })
      .then((report) => navigate(addresses.report(report.id)))
      .catch(notifyError)
  const hasRuns = runs !== null && runs.length > 0
  const button = (
    <Button leftSection={<IconPlus size={16} />} disabled={!hasRuns} onClick={() => void create()}>
      {t('reports.new')}
    </Button>
  )
  return (
    <Page title={t('reports.title')} line={t('reports.line')} action={reports?.length ? button : undefined}>
      {reports === null && <RowsSkeleton />}
      {reports?.length === 0 && (
        <EmptyState
          icon={<IconReportAnalytics size={36} stroke={1.25} />}
          title={t('reports.empty')}
          line={t(hasRuns ? 'reports.emptyLine' : 'reports.emptyNoRuns')}
        >
          {hasRuns ? button : <StartButtons families={['segments']} />}
        </EmptyState>
      )}
      {reports && reports.length > 0 && (
        <EntryList>
          {reports.map((report) => (
            <ReportEntry key={report.id} report={report} />
          ))}
        </EntryList>
      )}
    </Page>
  )
}

function ReportEntry({ report }: { report: Report }) {
  const t = useText()
  const format = useFormat()
  const titleOf = useRunTitle()
  const runs = useWorkbenchStore((state) => state.runs) ?? []
  const titles = report.runIds.flatMap((id) => runs.filter((run) => run.id === id).map(titleOf))
  return (
    <Entry
      icon={<IconReportAnalytics size={20} stroke={1.5} aria-hidden="true" />}
      href={addresses.report(report.id)}
      name={report.title}
      line={titles.join(' · ') || t('reports.nothingIn')}
      when={format.moment(report.updatedAt)}
    />
  )
}
