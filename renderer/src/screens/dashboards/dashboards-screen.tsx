import { ActionIcon, Button } from '@mantine/core'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import { IconLayoutDashboard, IconPlus, IconSparkles, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { openSample } from '../../app/commands/workspace-actions'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError, notifyUndo } from '../../components/notify'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import classes from '../chart/charts-screen.module.css'
import { createDashboard } from './add-tile'
import { createStarter, starterDataset } from './starter'

/** The dashboards of the workspace. */
export default function DashboardsScreen() {
  const t = useText()
  const dashboards = useWorkbenchStore((state) => state.dashboards)
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const [isBusy, setBusy] = useState(false)
  const [, navigate] = useLocation()
  const first = starterDataset(datasets)
  const create = (make: () => Promise<Dashboard>) => {
    setBusy(true)
    make()
      .then(({ id }) => navigate(addresses.dashboard(id)))
      .catch(notifyError)
      .finally(() => setBusy(false))
  }
  const fresh = (
    <Button
      variant={dashboards?.length ? 'filled' : 'default'}
      leftSection={<IconPlus size={16} />}
      onClick={() => create(() => createDashboard(t('dashboards.untitled'), []))}
    >
      {t('dashboards.new.dashboard')}
    </Button>
  )
  return (
    <Page title={t('dashboards.title')} line={t('dashboards.line')} action={dashboards?.length ? fresh : undefined}>
      {dashboards === null && <RowsSkeleton />}
      {dashboards?.length === 0 && (
        <EmptyState
          icon={<IconLayoutDashboard size={36} stroke={1.25} />}
          title={t('dashboards.empty')}
          line={t(first ? 'dashboards.emptyLine' : 'dashboards.noData')}
        >
          {first ? (
            <>
              <Button
                leftSection={<IconSparkles size={16} stroke={1.6} />}
                loading={isBusy}
                onClick={() => create(() => createStarter(first, t('dashboards.titleOf', { dataset: first.name })))}
              >
                {t('dashboards.starter', { dataset: first.name })}
              </Button>
              {fresh}
            </>
          ) : (
            <Button variant="default" onClick={() => void openSample()}>
              {t('runs.sample')}
            </Button>
          )}
        </EmptyState>
      )}
      {dashboards && dashboards.length > 0 && (
        <ul className={classes.list}>
          {dashboards.map((dashboard) => (
            <DashboardEntry key={dashboard.id} dashboard={dashboard} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function DashboardEntry({ dashboard }: { dashboard: Dashboard }) {
  const t = useText()
  const format = useFormat()
  const { id, title, content, updatedAt } = dashboard
  return (
    <li className={classes.entry}>
      <IconLayoutDashboard size={20} stroke={1.5} aria-hidden="true" />
      <Link className={classes.words} href={addresses.dashboard(id)}>
        <strong>{title}</strong>
        <span className={classes.contents}>{t('dashboards.holds', { count: content.tiles.length })}</span>
      </Link>
      <span className={classes.when}>{format.moment(updatedAt)}</span>
      <ActionIcon aria-label={t('dashboards.remove', { title })} onClick={() => void removeDashboard(dashboard)}>
        <IconTrash size={16} stroke={1.6} />
      </ActionIcon>
    </li>
  )
}

/** Takes a dashboard out of view and offers to bring it back. */
export async function removeDashboard({ id, title }: Dashboard): Promise<void> {
  try {
    await workbench.dashboard.remove({ dashboardId: id })
    notifyUndo('dashboards.removed', { title }, () => workbench.dashboard.restore({ dashboardId: id }))
  } catch (thrown) {
    notifyError(thrown)
  }
}
