import { Button } from '@mantine/core'
import { IconChartDots3, IconChartHistogram } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { FamilyScreen } from '../runs/family-screen'
import { RunCard } from '../runs/run-card'
import classes from './explore-screen.module.css'

/** What the data holds: charts, descriptions and components, and the ways to make them. */
export default function ExploreScreen() {
  return (
    <FamilyScreen
      family="explore"
      icon={<IconChartDots3 size={36} stroke={1.25} />}
      card={(run) => <RunCard run={run} />}
      listsMethods
      tools={<ChartLink />}
    />
  )
}

function ChartLink() {
  const t = useText()
  const hasData = useWorkbenchStore((store) => (store.datasets?.length ?? 0) > 0)
  const nCharts = useWorkbenchStore((store) => store.charts?.length ?? 0)
  if (!hasData) return null
  const icon = <IconChartHistogram size={16} stroke={1.6} />
  return (
    <div className={classes.tools}>
      <Button component={Link} href={addresses.chart()} variant="default" leftSection={icon}>
        {t('charts.builder.title')}
      </Button>
      {nCharts > 0 && (
        <Button component={Link} href={addresses.charts} variant="subtle">
          {t('kept.count', { count: nCharts })}
        </Button>
      )}
    </div>
  )
}
