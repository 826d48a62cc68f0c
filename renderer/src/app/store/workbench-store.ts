/**
 * What the window knows, kept fresh by events from the engine:
 *
 *   const datasets = useWorkbenchStore((state) => state.datasets)     // null until first read
 *   const runs = useWorkbenchStore((state) => state.runs)
 *   const job = useJob(jobId)                                         // follows progress, outcome, error
 *   const dataset = useDataset(idOrName)
 *
 * Nothing here needs to be refreshed by hand after a change: the engine tells, connect.ts reads again.
 */
import { type AppSettings, appSettingsSchema, type MainResponse } from '@shared/contract/channels'
import type { Chart } from '@shared/contract/chart-channels'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { Segment } from '@shared/contract/segment-channels'
import type { MethodDescriptor, Report, RunSummary, WorkspaceInfo } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import { create } from 'zustand'
import type { Job } from './jobs'

export interface WorkbenchState {
  /** False until settings and workspace have been read once. */
  ready: boolean
  info: MainResponse<'app/info'> | null
  settings: AppSettings
  workspace: WorkspaceInfo | null
  datasets: readonly Dataset[] | null
  runs: readonly RunSummary[] | null
  reports: readonly Report[] | null
  segments: readonly Segment[] | null
  charts: readonly Chart[] | null
  dashboards: readonly Dashboard[] | null
  methods: readonly MethodDescriptor[] | null
  jobs: readonly Job[]
}

export const useWorkbenchStore = create<WorkbenchState>(() => ({
  ready: false,
  info: null,
  settings: appSettingsSchema.parse({}),
  workspace: null,
  datasets: null,
  runs: null,
  reports: null,
  segments: null,
  charts: null,
  dashboards: null,
  methods: null,
  jobs: [],
}))

/** The dataset of that id or name. */
export function useDataset(idOrName: string | null | undefined): Dataset | undefined {
  return useWorkbenchStore((state) =>
    state.datasets?.find((dataset) => dataset.id === idOrName || dataset.name === idOrName),
  )
}

export function useJob(jobId: string | null | undefined): Job | undefined {
  return useWorkbenchStore((state) => state.jobs.find((job) => job.id === jobId))
}
