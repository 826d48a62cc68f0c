import { Button } from '@mantine/core'
import { IconFileImport, IconFileSpreadsheet, IconShoppingBag } from '@tabler/icons-react'
import { Link } from 'wouter'
import { runCommand } from '../../app/commands/commands'
import { openSample } from '../../app/commands/workspace-actions'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { Section } from '../../components/section'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { Tag } from '../../components/tag'
import { DatasetList } from '../data/dataset-list'
import { Questions } from '../data/questions'
import classes from './home-screen.module.css'

const RESULTS_SHOWN = 6
const DATASETS_SHOWN = 4

function LatestResults() {
  const t = useText()
  const format = useFormat()
  const runs = useWorkbenchStore((state) => state.runs)
  if (!runs) return <RowsSkeleton rows={3} />
  if (runs.length === 0) return <p className={classes.none}>{t('app.home.noResults')}</p>
  return (
    <ul className={classes.results}>
      {runs.slice(0, RESULTS_SHOWN).map((run) => (
        <li key={run.id}>
          <Link href={addresses.run(run.id)}>
            <span className={classes.result}>{run.title ?? t(`methods.${run.methodId}.name`)}</span>
            <span className={classes.about}>{run.dataset}</span>
            {run.stale && <Tag tone="warn">{t('app.home.stale')}</Tag>}
            <span className={classes.when}>{format.moment(run.startedAt)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function FirstSteps() {
  const t = useText()
  return (
    <EmptyState
      icon={<IconFileSpreadsheet size={36} stroke={1.25} />}
      title={t('app.home.empty')}
      line={t('app.home.emptyLine')}
    >
      <Button leftSection={<IconFileImport size={16} stroke={1.6} />} onClick={() => runCommand('import')}>
        {t('app.welcome.open')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconShoppingBag size={16} stroke={1.6} />}
        onClick={() => void openSample()}
      >
        {t('app.welcome.sample')}
      </Button>
    </EmptyState>
  )
}

/** What the open workspace holds and what to ask next. */
export default function HomeScreen() {
  const t = useText()
  const workspace = useWorkbenchStore((state) => state.workspace)
  const datasets = useWorkbenchStore((state) => state.datasets)
  const [latest] = datasets ?? []
  const action = latest && (
    <Button leftSection={<IconFileImport size={16} stroke={1.6} />} onClick={() => runCommand('import')}>
      {t('app.welcome.open')}
    </Button>
  )
  return (
    <Page title={workspace?.name ?? ''} line={t('app.home.line')} action={action}>
      {datasets === null && <RowsSkeleton />}
      {datasets?.length === 0 && <FirstSteps />}
      {datasets && latest && (
        <div className={classes.home}>
          <Section
            title={t('app.home.next')}
            aside={<span className={classes.about}>{t('app.home.nextLine', { dataset: latest.name })}</span>}
          >
            <Questions dataset={latest} />
          </Section>
          <Section title={t('app.home.results')}>
            <LatestResults />
          </Section>
          <Section
            title={t('app.home.data')}
            aside={datasets.length > DATASETS_SHOWN && <Link href={addresses.data}>{t('app.home.allData')}</Link>}
          >
            <DatasetList datasets={datasets.slice(0, DATASETS_SHOWN)} />
          </Section>
        </div>
      )}
    </Page>
  )
}
