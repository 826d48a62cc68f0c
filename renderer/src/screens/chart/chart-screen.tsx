import { Button, Select } from '@mantine/core'
import { type Condition, conditionSchema } from '@shared/conditions/condition'
import type { Chart } from '@shared/contract/chart-channels'
import type { Dataset } from '@shared/dataset/schema'
import { useEffect } from 'react'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import { openSample } from '../../app/commands/workspace-actions'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useStatus } from '../../app/store/status-store'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyText } from '../../components/notify'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { ChartActions } from './chart-actions'
import { ChartBuilder } from './chart-builder'
import { useChartDraft } from './chart-draft'

/** Draws charts of a dataset, a new one or one that is kept: columns go to fields, and the chart follows. */
export default function ChartScreen() {
  const t = useText()
  const { chartId } = useParams()
  const [search, setSearch] = useSearchParams()
  const datasets = useWorkbenchStore((store) => store.datasets)
  const charts = useWorkbenchStore((store) => store.charts)
  const chart = charts?.find(({ id }) => id === chartId)
  const dataset = datasets?.find(({ id }) => id === (chart?.datasetId ?? search.get('dataset'))) ?? datasets?.[0]
  useStatus({ datasetId: dataset?.id ?? null })
  if (datasets === null || charts === null) return <Page title={t('charts.builder.title')}>{<RowsSkeleton />}</Page>
  if (chartId !== undefined && !chart) return <EmptyState title={t('kept.gone')} />
  if (!dataset) {
    return (
      <Page title={t('charts.builder.title')}>
        <EmptyState title={t('kept.noData')} line={t('kept.noDataLine')}>
          <SampleButton />
        </EmptyState>
      </Page>
    )
  }
  return (
    <ChartPage
      key={`${dataset.id} ${chart?.id}`}
      dataset={dataset}
      chart={chart}
      datasets={datasets}
      onDataset={(id) => setSearch({ dataset: id })}
    />
  )
}

function SampleButton() {
  const t = useText()
  return <Button onClick={() => void openSample()}>{t('runs.sample')}</Button>
}

/** A filter that another screen hands over by the address. */
function filterIn(written: string | null): Condition | undefined {
  if (written === null) return undefined
  try {
    return conditionSchema.safeParse(JSON.parse(written)).data
  } catch {
    return undefined
  }
}

interface ChartPageProps {
  dataset: Dataset
  chart: Chart | undefined
  datasets: readonly Dataset[]
  onDataset(id: string): void
}

function ChartPage({ dataset, chart, datasets, onDataset }: ChartPageProps) {
  const t = useText()
  const [, navigate] = useLocation()
  const [search] = useSearchParams()
  const draft = useChartDraft(dataset, chart, filterIn(search.get('filter')))
  useSeen(chart)
  const choose = (id: string | null) => id && onDataset(id)
  return (
    <Page
      title={chart?.name ?? t('charts.builder.title')}
      line={chart ? t('kept.ofDataset', { dataset: dataset.name }) : t('charts.builder.line')}
      above={<Link href={addresses.charts}>{t('kept.title')}</Link>}
      fill
      action={
        <>
          {!chart && (
            <Select
              aria-label={t('charts.builder.dataset')}
              data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
              value={dataset.id}
              onChange={choose}
              allowDeselect={false}
            />
          )}
          <ChartActions draft={draft} chart={chart} onKept={(id) => navigate(addresses.keptChart(id))} />
        </>
      }
    >
      <ChartBuilder dataset={dataset} draft={draft} />
    </Page>
  )
}

/** A kept chart that is looked at is up to date; when its data had changed, that is said. */
function useSeen(chart: Chart | undefined): void {
  const id = chart?.stale ? chart.id : null
  const name = chart?.dataset ?? ''
  useEffect(() => {
    if (id === null) return
    workbench.chart.seen({ chartId: id }).then(
      () => notifyText('info', 'kept.redrawn', { dataset: name }),
      () => undefined,
    )
  }, [id, name])
}
