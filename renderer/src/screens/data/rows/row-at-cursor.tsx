import type { Dataset } from '@shared/dataset/schema'
import { useSyncExternalStore } from 'react'
import type { GridRows } from '../use-rows-view'
import { RowInspector } from './row-inspector'

/** Everything that the row at a place of the grid says, as soon as it is there. */
export function RowAtCursor({ dataset, source, row }: { dataset: Dataset; source: GridRows; row: number }) {
  useSyncExternalStore(source.subscribe, () => source.at(row))
  const found = source.at(row)
  return found ? <RowInspector dataset={dataset} rowId={found.id} cells={found.cells} /> : null
}
