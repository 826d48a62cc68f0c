import { Button, Menu } from '@mantine/core'
import type { Chart } from '@shared/contract/chart-channels'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { TileContent } from '@shared/dashboard/dashboard'
import { IconLayoutDashboard, IconPlus } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { notifyError } from '../../components/notify'
import { addTile, createDashboard } from '../dashboards/add-tile'

interface AddToDashboardProps {
  isOff: boolean
  /** The chart as it is kept, kept now if it was not. */
  chart(): Promise<Chart>
}

/** Puts the chart on a dashboard, a new one or one that is there, and goes there. */
export function AddToDashboard({ isOff, chart }: AddToDashboardProps) {
  const t = useText()
  const dashboards = useWorkbenchStore((state) => state.dashboards) ?? []
  const [, navigate] = useLocation()
  const add = async (put: (tile: TileContent) => Promise<Dashboard>) => {
    try {
      const { id: chartId } = await chart()
      const { id } = await put({ kind: 'chart', chartId })
      navigate(addresses.dashboard(id))
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  const create = (tile: TileContent) => createDashboard(t('dashboards.untitled'), [tile])
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" disabled={isOff} leftSection={<IconLayoutDashboard size={16} stroke={1.6} />}>
          {t('dashboards.addChart')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {dashboards.map((dashboard) => (
          <Menu.Item key={dashboard.id} onClick={() => void add((tile) => addTile(dashboard, tile))}>
            {dashboard.title}
          </Menu.Item>
        ))}
        {dashboards.length > 0 && <Menu.Divider />}
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => void add(create)}>
          {t('dashboards.new.dashboard')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
