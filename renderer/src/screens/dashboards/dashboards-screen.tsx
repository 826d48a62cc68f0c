import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import { IconCopy, IconLayoutDashboard, IconPlus, IconSparkles, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { openSample } from '../../app/commands/workspace-actions'
import { useFormat, useLanguage, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { Entry, EntryList } from '../../components/entry-list'
import { notifyError, notifyUndo } from '../../components/notify'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { createDashboard, duplicateDashboard } from './add-tile'
import { starterDataset } from './starter'

/** The dashboards of the workspace. */
export default function DashboardsScreen() {
  const t = useText()
  const language = useLanguage()
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
                onClick={() => create(() => workbench.dashboard.propose({ dataset: first.id, language }))}
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
        <EntryList>
          {dashboards.map((dashboard) => (
            <DashboardEntry
              key={dashboard.id}
              dashboard={dashboard}
              onDuplicate={() =>
                create(() => duplicateDashboard(dashboard, t('dashboards.copyOf', { title: dashboard.title })))
              }
            />
          ))}
        </EntryList>
      )}
    </Page>
  )
}

function DashboardEntry({ dashboard, onDuplicate }: { dashboard: Dashboard; onDuplicate(): void }) {
  const t = useText()
  const format = useFormat()
  const { id, title, content, updatedAt } = dashboard
  return (
    <Entry
      icon={<IconLayoutDashboard size={20} stroke={1.5} aria-hidden="true" />}
      href={addresses.dashboard(id)}
      name={title}
      line={t('dashboards.holds', { count: content.tiles.length })}
      when={format.moment(updatedAt)}
      actions={
        <>
          <Tooltip label={t('dashboards.duplicate')}>
            <ActionIcon aria-label={t('dashboards.duplicateOf', { title })} onClick={onDuplicate}>
              <IconCopy size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('common.remove')}>
            <ActionIcon aria-label={t('dashboards.remove', { title })} onClick={() => void removeDashboard(dashboard)}>
              <IconTrash size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </>
      }
    />
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
