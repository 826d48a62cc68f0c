import { Button, Menu } from '@mantine/core'
import type { TileContent } from '@shared/dashboard/dashboard'
import { isGroup } from '@shared/dashboard/propose-dashboard'
import { IconChartHistogram, IconHash, IconPlus, IconTable } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import classes from './dashboard.module.css'
import { starterDataset } from './starter'

interface AddMenuProps {
  onAdd(tile: TileContent): void
  /** Opens the settings of a number or a table before it is added. */
  onEdit(tile: Exclude<TileContent, { kind: 'chart' }>): void
}

/** Adds a number, a table, a chart that is kept, or goes to make a new chart. */
export function AddMenu({ onAdd, onEdit }: AddMenuProps) {
  const t = useText()
  const [, navigate] = useLocation()
  const charts = useWorkbenchStore((state) => state.charts) ?? []
  const dataset = starterDataset(useWorkbenchStore((state) => state.datasets) ?? [])
  const amount = dataset?.columns.find(({ role }) => role === 'amount')
  const measure = amount ? { column: amount.name, aggregate: 'sum' as const } : { aggregate: 'count' as const }
  const group = dataset?.columns.find(isGroup)
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={16} />}>
          {t('dashboards.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {dataset && (
          <>
            <Menu.Item
              leftSection={<IconHash size={16} stroke={1.6} />}
              onClick={() => onEdit({ kind: 'metric', dataset: dataset.id, ...measure })}
            >
              {t('dashboards.metric')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTable size={16} stroke={1.6} />}
              onClick={() =>
                onEdit({
                  kind: 'table',
                  dataset: dataset.id,
                  measures: [measure],
                  columns: [],
                  limit: 20,
                  ...(group ? { by: group.name } : {}),
                })
              }
            >
              {t('dashboards.table')}
            </Menu.Item>
          </>
        )}
        <Menu.Item
          leftSection={<IconChartHistogram size={16} stroke={1.6} />}
          onClick={() => navigate(addresses.chart())}
        >
          {t('kept.new')}
        </Menu.Item>
        {charts.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('dashboards.keptCharts')}</Menu.Label>
            <div className={classes.charts}>
              {charts.map(({ id, name }) => (
                <Menu.Item key={id} onClick={() => onAdd({ kind: 'chart', chartId: id })}>
                  {name}
                </Menu.Item>
              ))}
            </div>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
