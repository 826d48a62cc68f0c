import type { AppSettings } from '@shared/contract/channels'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import { notifyError, notifyText } from '../../components/notify'
import { workbench } from '../workbench'
import { type Job, jobsAfter } from './jobs'
import { useWorkbenchStore } from './workbench-store'

const set = useWorkbenchStore.setState

type ListName = 'workspace' | 'datasets' | 'runs' | 'reports' | 'segments' | 'charts' | 'dashboards'

const readers: Record<ListName, () => Promise<void>> = {
  workspace: readWorkspace,
  datasets: async () => set({ datasets: await workbench.dataset.list() }),
  runs: async () => set({ runs: await workbench.run.list() }),
  reports: async () => set({ reports: await workbench.report.list() }),
  segments: async () => set({ segments: await workbench.segment.list() }),
  charts: async () => set({ charts: await workbench.chart.list() }),
  dashboards: async () => set({ dashboards: await workbench.dashboard.list() }),
}

async function readWorkspace(): Promise<void> {
  const before = useWorkbenchStore.getState().workspace
  const workspace = await workbench.workspace.info()
  if (workspace?.path === before?.path) return set({ workspace })
  set({
    workspace,
    datasets: null,
    runs: null,
    reports: null,
    segments: null,
    charts: null,
    dashboards: null,
    jobs: [],
  })
  if (workspace) await readLists()
}

async function readLists(): Promise<void> {
  const { workspace: _, ...lists } = readers
  const reads = [...Object.values(lists).map((read) => read()), readJobs()]
  const failed = (await Promise.allSettled(reads)).find((read) => read.status === 'rejected')
  if (failed) notifyError(failed.reason)
}

async function readJobs(): Promise<void> {
  const events = await workbench.job.list()
  const jobs = events.reduce<readonly Job[]>(jobsAfter, [])
  set({ jobs })
}

/** Reads one list again; the engine's `changed` events do this too. */
export async function refresh(what: ListName): Promise<void> {
  try {
    await readers[what]()
  } catch (thrown) {
    notifyError(thrown)
  }
}

/** Changes settings of this computer (language, theme …) at once and stores them. */
export async function changeSettings(change: Partial<AppSettings>): Promise<void> {
  set({ settings: { ...useWorkbenchStore.getState().settings, ...change } })
  try {
    set({ settings: await workbench.app.settings(change) })
  } catch (thrown) {
    notifyError(thrown)
  }
}

function onEvent(event: WorkbenchEvent): void {
  if (event.type === 'job') set({ jobs: jobsAfter(useWorkbenchStore.getState().jobs, event.event) })
  else if (event.type === 'changed') {
    void refresh(event.what)
    // Charts say whether their data have changed.
    if (event.what === 'datasets') void refresh('charts')
  } else if (event.type === 'engine-restarted') {
    notifyText('warning', 'app.engineRestarted')
    set({ jobs: [] })
    void refresh('workspace').then(readLists)
  }
}

async function readAll(): Promise<void> {
  const [info, settings] = await Promise.all([workbench.app.info(), workbench.app.settings()])
  set({ info, settings })
  await readWorkspace()
  set({ methods: await workbench.method.list() })
}

/** Listens to the engine and reads everything once; answers a function that stops listening. */
export function connect(): () => void {
  const stop = workbench.onEvent(onEvent)
  readAll()
    .catch(notifyError)
    .finally(() => set({ ready: true }))
  return stop
}
