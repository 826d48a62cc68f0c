import type { RunRequest } from '@shared/contract/workspace'
import { navigate } from '../app/routes/hash-location'
import { useWorkbenchStore } from '../app/store/workbench-store'
import { workbench } from '../app/workbench'
import { notifyError } from '../components/notify'
import { newRunAddress } from './run-addresses'

const started = new Map<string, RunRequest>()

/** What a job of this window was asked for. */
export function startedRequest(jobId: string | null): RunRequest | undefined {
  return jobId === null ? undefined : started.get(jobId)
}

/** Starts a run and goes to the place that shows it under way and then its result. */
export async function startRun(request: RunRequest, datasetId: string | undefined, replace = false): Promise<void> {
  const { jobId } = await workbench.run.start(request)
  started.set(jobId, request)
  navigate(newRunAddress(request.methodId, { dataset: datasetId, job: jobId }), { replace })
}

/** One click: runs a method on a dataset as it is proposed. When nothing can be proposed, the form opens instead. */
export async function startProposedRun(methodId: string, datasetId: string): Promise<void> {
  try {
    const { request } = await workbench.method.propose({ methodId, dataset: datasetId })
    if (lacksColumns(request)) navigate(newRunAddress(methodId, { dataset: datasetId }))
    else await startRun(request, datasetId)
  } catch (thrown) {
    notifyError(thrown)
    navigate(newRunAddress(methodId, { dataset: datasetId }))
  }
}

/** True when nothing in the data fits a role that the method cannot do without: then a person must choose. */
function lacksColumns({ methodId, columns = {} }: RunRequest): boolean {
  const method = useWorkbenchStore.getState().methods?.find(({ id }) => id === methodId)
  return Object.entries(method?.inputs ?? {}).some(([role, { required }]) => required && columns[role] === undefined)
}
