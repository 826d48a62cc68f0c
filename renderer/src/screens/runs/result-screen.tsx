import type { EngineResponse } from '@shared/contract/channels'
import type { RunSummary } from '@shared/contract/workspace'
import { useEffect, useState } from 'react'
import { useParams } from 'wouter'
import { useStatus } from '../../app/store/status-store'
import { useDataset, useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { Page } from '../../components/page'
import { ErrorState } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { SelectionPanel } from '../../results/figure/selection-panel'
import { ResultElements } from '../../results/result-elements'
import { ResultScopeProvider } from '../../results/result-scope'
import { RiskPanel } from '../../results/risk/risk-panel'
import { WhyInspector } from '../../results/why/why-inspector'
import { useWhy } from '../../results/why/why-store'
import { Caveats } from './caveats'
import { HowComputed } from './how-computed'
import { ResultActions } from './result-actions'
import { ResultLine } from './result-line'
import classes from './result-screen.module.css'
import { ResultShape } from './result-shape'
import { ResultTitle } from './result-title'
import { RunChips } from './run-chips'
import { StaleLine } from './stale-line'

/** A finished run: what was chosen, what was found, and how. */
export default function ResultScreen() {
  const { runId = '' } = useParams()
  const summary = useWorkbenchStore((state) => state.runs?.find((run) => run.id === runId))
  // Titles and names of segments are in the elements' texts: another name asks anew.
  const version = JSON.stringify([summary?.segmentNames, summary?.segmentColours, summary?.title, summary?.stale])
  const answer = useAnswer(`${runId} ${version}`, () => workbench.run.get({ runId }))
  const latest = useLatest(answer.state === 'ready' ? answer.value : null)
  if (answer.state === 'failed') return <ErrorState error={answer.error} onAgain={answer.again} />
  if (!latest || latest.run.id !== runId) return <ResultShape title={summary?.title} methodId={summary?.methodId} />
  return <Result {...latest} />
}

/** Whom to contact, where a row is a customer and the run predicts. */
function RiskOfRun({ run }: { run: RunSummary }) {
  const family = useWorkbenchStore(({ methods }) => methods?.find(({ id }) => id === run.methodId)?.family)
  const dataset = useDataset(run.datasetId)
  const isOfCustomers = dataset !== undefined && (dataset.grain === 'customer' || dataset.grain === 'other')
  return family === 'predict' && isOfCustomers ? <RiskPanel key={run.id} run={run} /> : null
}

/** The last value that was there, so that a name that changes does not blank the page. */
function useLatest<T>(value: T | null): T | null {
  const [kept, setKept] = useState(value)
  if (value !== null && value !== kept) setKept(value)
  return value ?? kept
}

function Result({ run, elements }: EngineResponse<'run/get'>) {
  const dataset = useDataset(run.datasetId)
  const why = useWhy((state) => (state.question?.runId === run.id ? state.question : null))
  useEffect(() => () => useWhy.getState().close(), [])
  useStatus({ datasetId: dataset?.id ?? null })
  return (
    <ResultScopeProvider run={run} interactive>
      <Page
        title={<ResultTitle run={run} />}
        line={<ResultLine run={run} />}
        action={<ResultActions run={run} />}
        tools={<RunChips run={run} />}
      >
        <div className={classes.result}>
          {run.stale && <StaleLine run={run} />}
          <ResultElements
            elements={elements}
            caveats={
              <>
                <Caveats methodId={run.methodId} />
                <RiskOfRun run={run} />
              </>
            }
          />
        </div>
        <SelectionPanel run={run} />
      </Page>
      {why ? <WhyInspector question={why} /> : <HowComputed run={run} />}
    </ResultScopeProvider>
  )
}
