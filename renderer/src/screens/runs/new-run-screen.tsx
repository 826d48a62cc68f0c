import { useParams, useSearchParams } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { useDataset, useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { EmptyState, RowsSkeleton } from '../../components/states'
import { startedRequest } from '../../methods/start-run'
import { suitedDataset } from '../../methods/suited-dataset'
import { useMethodWords } from '../../methods/use-method-words'
import { RunForm } from './run-form'
import { RunUnderWay } from './run-under-way'

/** The form of a method, and then the run under way. */
export default function NewRunScreen() {
  const t = useText()
  const { methodId = '' } = useParams()
  const [search] = useSearchParams()
  const method = useWorkbenchStore((state) => state.methods?.find((candidate) => candidate.id === methodId))
  const methods = useWorkbenchStore((state) => state.methods)
  const runs = useWorkbenchStore((state) => state.runs)
  const datasets = useWorkbenchStore((state) => state.datasets)
  const words = useMethodWords(methodId)
  const from = runs?.find((run) => run.id === search.get('from'))
  const asked = useDataset(search.get('dataset') ?? from?.datasetId)
  const dataset = asked ?? (method && suitedDataset(method, datasets ?? []))
  const job = search.get('job')
  if (!methods || !datasets || !runs) return <Page title={t('forms.title')}>{<RowsSkeleton />}</Page>
  if (!method) return <EmptyState title={t('forms.unknownMethod', { method: methodId })} />
  if (job) return <RunUnderWay key={job} jobId={job} words={words} dataset={dataset} methodId={methodId} />
  return (
    <RunForm
      key={`${method.id} ${dataset?.id}`}
      method={method}
      dataset={dataset}
      datasets={datasets}
      from={from}
      again={startedRequest(search.get('again'))}
      focus={search.get('focus')}
      target={search.get('target') === 'kinds' ? 'kinds' : undefined}
    />
  )
}
