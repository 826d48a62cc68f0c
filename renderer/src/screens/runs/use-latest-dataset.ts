import type { Dataset } from '@shared/dataset/schema'
import { useWorkbenchStore } from '../../app/store/workbench-store'

/** The dataset that a question is asked of when nobody says which: the customers, else whatever came last. */
export function useLatestDataset(): Dataset | undefined {
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const latest = datasets.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  return latest.find((dataset) => dataset.grain === 'customer') ?? latest[0]
}
