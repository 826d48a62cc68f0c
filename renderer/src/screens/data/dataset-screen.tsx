import { Button, Tabs } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import { IconUsersGroup } from '@tabler/icons-react'
import { Link, useSearchParams } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { Page } from '../../components/page'
import { PrepareTab } from '../prepare/prepare-tab'
import { QualityTab } from '../quality/quality-tab'
import { ColumnsTab } from './columns-tab'
import { DatasetMeaning } from './dataset-meaning'
import { DatasetMenu } from './dataset-menu'
import { DatasetOrigin } from './dataset-origin'
import classes from './dataset-screen.module.css'
import { RowsTab } from './rows-tab'
import { SourceTab } from './source-tab'
import { WithDataset } from './with-dataset'

const tabs = ['columns', 'quality', 'rows', 'prepare', 'source'] as const
type TabName = (typeof tabs)[number]

function DatasetPage({ dataset, tab, column }: { dataset: Dataset; tab: TabName; column: string | null }) {
  const t = useText()
  return (
    <Page
      title={dataset.name}
      line={
        <>
          <DatasetMeaning dataset={dataset} />
          <DatasetOrigin dataset={dataset} />
        </>
      }
      above={<Link href={addresses.data}>{t('data.title')}</Link>}
      fill={tab === 'rows'}
      action={
        <>
          <Button
            component={Link}
            href={addresses.newRun('k-means', dataset.id)}
            leftSection={<IconUsersGroup size={16} stroke={1.6} />}
          >
            {t('data.findSegments')}
          </Button>
          <DatasetMenu dataset={dataset} />
        </>
      }
      tools={
        <Tabs
          value={tab}
          onChange={(next) => next && navigate(addresses.dataset(dataset.id, next), { replace: true })}
          className={classes.tabs}
        >
          <Tabs.List>
            {tabs.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {t(`data.tabs.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      }
    >
      {tab === 'columns' && <ColumnsTab dataset={dataset} selected={column} />}
      {tab === 'quality' && <QualityTab dataset={dataset} key={dataset.id} />}
      {tab === 'rows' && <RowsTab dataset={dataset} key={dataset.id} />}
      {tab === 'prepare' && <PrepareTab dataset={dataset} key={dataset.id} />}
      {tab === 'source' && <SourceTab dataset={dataset} />}
    </Page>
  )
}

/** One dataset: its columns, its rows, and where it came from. */
export default function DatasetScreen() {
  const [search] = useSearchParams()
  const tab = tabs.find((name) => name === search.get('tab')) ?? 'columns'
  return (
    <WithDataset>{(dataset) => <DatasetPage dataset={dataset} tab={tab} column={search.get('column')} />}</WithDataset>
  )
}
