import { Button, Select } from '@mantine/core'
import type { RunSummary } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import { IconColumnInsertRight } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { navigate } from '../../app/routes/hash-location'
import { useDataset, useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { NoticeLine } from '../../results/notice-line'
import { ResultScopeProvider } from '../../results/result-scope'
import { RiskPanel } from '../../results/risk/risk-panel'
import { useRunTitle } from '../runs/use-run-title'

/** Rows of a dataset, now or next month, predicted by a stored model: what differs from training, and whom to contact. */
export default function ScoreScreen() {
  const t = useText()
  const { runId = '' } = useParams()
  const [search] = useSearchParams()
  const runs = useWorkbenchStore((state) => state.runs)
  const run = runs?.find(({ id }) => id === runId)
  const dataset = useDataset(search.get('dataset') ?? run?.datasetId)
  if (!runs) return <Page title={t('risk.score.title')}>{<RowsSkeleton />}</Page>
  if (!run || !dataset) return <EmptyState title={t('risk.score.none')} />
  return <Scored key={`${run.id} ${dataset.id} ${dataset.revision}`} run={run} dataset={dataset} />
}

function Scored({ run, dataset }: { run: RunSummary; dataset: Dataset }) {
  const t = useText()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const title = useRunTitle()(run)
  const isOwn = dataset.id === run.datasetId && dataset.revision === run.revision
  return (
    <ResultScopeProvider run={run} interactive>
      <Page
        title={t('risk.score.title')}
        line={
          <>
            {t('risk.score.line')} <Link href={addresses.run(run.id)}>{title}</Link>
          </>
        }
        action={<WriteColumn run={run} dataset={dataset} />}
        tools={
          <Select
            aria-label={t('risk.score.dataset')}
            allowDeselect={false}
            data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
            value={dataset.id}
            onChange={(id) => id && navigate(addresses.score(run.id, id), { replace: true })}
            w={280}
          />
        }
      >
        {isOwn && <NoticeLine level="info">{t('risk.score.same')}</NoticeLine>}
        <RiskPanel run={run} datasetId={dataset.id} showsProblem />
      </Page>
    </ResultScopeProvider>
  )
}

/** Writes the prediction of every row into the dataset, as a step of preparation that can be undone. */
function WriteColumn({ run, dataset }: { run: RunSummary; dataset: Dataset }) {
  const t = useText()
  const [isWriting, setWriting] = useState(false)
  const write = async () => {
    setWriting(true)
    const taken = new Set(dataset.columns.map(({ name }) => name))
    const target = String([run.request.columns?.['target'] ?? ''].flat()[0])
    const wanted = t('risk.score.column', { target })
    let name = wanted
    for (let count = 2; taken.has(name); count++) name = `${wanted} ${count}`
    try {
      const steps = [{ kind: 'score-rows', params: { runId: run.id, name } }]
      await workbench.recipe.append({ dataset: dataset.id, steps })
    } catch (thrown) {
      notifyError(thrown)
    } finally {
      setWriting(false)
    }
  }
  return (
    <Button leftSection={<IconColumnInsertRight size={16} />} loading={isWriting} onClick={() => void write()}>
      {t('risk.score.write')}
    </Button>
  )
}
