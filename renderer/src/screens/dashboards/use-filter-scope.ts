import type { DashboardContent, DashboardFilter, Tile } from '@shared/dashboard/dashboard'
import { appliesTo } from '@shared/dashboard/tile-filter'
import type { Dataset } from '@shared/dataset/schema'
import { useMemo } from 'react'
import { useWorkbenchStore } from '../../app/store/workbench-store'

/** The data that each tile shows, by the tile's id; tiles whose data are gone are left out. */
export function useTileDatasets({ tiles }: Pick<DashboardContent, 'tiles'>): ReadonlyMap<string, Dataset> {
  const datasets = useWorkbenchStore((state) => state.datasets)
  const charts = useWorkbenchStore((state) => state.charts)
  return useMemo(() => {
    const idOf = ({ content }: Tile) =>
      content.kind === 'chart' ? charts?.find(({ id }) => id === content.chartId)?.datasetId : content.dataset
    const pairs = tiles.flatMap((tile) => {
      const dataset = datasets?.find(({ id }) => id === idOf(tile))
      return dataset ? [[tile.id, dataset] as const] : []
    })
    return new Map(pairs)
  }, [tiles, datasets, charts])
}

/** Whether a filter says something about these data. */
export function actsOn(filter: DashboardFilter, dataset: Dataset | undefined): boolean {
  return dataset !== undefined && appliesTo(filter.condition, dataset.columns)
}
