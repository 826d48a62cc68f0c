import type { Dataset, Grain } from '@shared/dataset/schema'
import { useWorkbenchStore } from '../../app/store/workbench-store'

/** What the questions of a family are asked of first: purchases tell what customers are worth, lists of customers the rest. */
const wantedGrains: Readonly<Record<string, readonly Grain[]>> = { value: ['order-line', 'order', 'visit'] }

/** The newest dataset that suits a family of methods, or else the newest of all. */
export function useLatestDataset(family?: string): Dataset | undefined {
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const latest = datasets.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  const grains = wantedGrains[family ?? ''] ?? ['customer']
  return latest.find(({ grain }) => grains.includes(grain)) ?? latest[0]
}
