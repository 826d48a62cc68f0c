import { ActionIcon, Button } from '@mantine/core'
import type { Chart } from '@shared/contract/chart-channels'
import { IconChartHistogram, IconPlus, IconTrash } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Entry, EntryList } from '../../components/entry-list'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { Tag } from '../../components/tag'
import { removeChart } from './chart-actions'

/** Charts that were kept, to open again. */
export default function ChartsScreen() {
  const t = useText()
  const charts = useWorkbenchStore((state) => state.charts)
  const button = (
    <Button component={Link} href={addresses.chart()} leftSection={<IconPlus size={16} />}>
      {t('kept.new')}
    </Button>
  )
  return (
    <Page
      title={t('kept.title')}
      line={t('kept.line')}
      above={<Link href={addresses.explore}>{t('runs.families.explore.title')}</Link>}
      action={charts?.length ? button : undefined}
    >
      {charts === null && <RowsSkeleton />}
      {charts?.length === 0 && (
        <EmptyState
          icon={<IconChartHistogram size={36} stroke={1.25} />}
          title={t('kept.empty')}
          line={t('kept.emptyLine')}
        >
          {button}
        </EmptyState>
      )}
      {charts && charts.length > 0 && (
        <EntryList>
          {charts.map((chart) => (
            <ChartEntry key={chart.id} chart={chart} />
          ))}
        </EntryList>
      )}
    </Page>
  )
}

function ChartEntry({ chart }: { chart: Chart }) {
  const t = useText()
  const format = useFormat()
  return (
    <Entry
      icon={<IconChartHistogram size={20} stroke={1.5} aria-hidden="true" />}
      href={addresses.keptChart(chart.id)}
      name={chart.name}
      line={t('kept.typeOf', { type: t(`charts.types.${chart.spec.type}`), dataset: chart.dataset })}
      mark={chart.stale && <Tag tone="warn">{t('kept.stale')}</Tag>}
      when={format.moment(chart.updatedAt)}
      actions={
        <ActionIcon aria-label={t('kept.remove', { name: chart.name })} onClick={() => void removeChart(chart)}>
          <IconTrash size={16} stroke={1.6} />
        </ActionIcon>
      }
    />
  )
}
