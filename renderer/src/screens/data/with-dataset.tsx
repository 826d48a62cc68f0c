import { Button } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import type { ReactNode } from 'react'
import { Link, useParams } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useStatus } from '../../app/store/status-store'
import { useDataset, useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'

/** The dataset that the address names, or what to do when it is gone. */
export function WithDataset({ children }: { children: (dataset: Dataset) => ReactNode }) {
  const t = useText()
  const { datasetId } = useParams<{ datasetId: string }>()
  const dataset = useDataset(datasetId)
  const known = useWorkbenchStore((state) => state.datasets !== null)
  useStatus({ datasetId: dataset?.id ?? null })
  if (dataset) return children(dataset)
  return (
    <Page title={t('data.title')}>
      {known ? (
        <EmptyState title={t('data.gone')} line={t('data.goneLine')}>
          <Button component={Link} href={addresses.data} variant="default">
            {t('data.title')}
          </Button>
        </EmptyState>
      ) : (
        <RowsSkeleton />
      )}
    </Page>
  )
}
