import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { DashboardContent, TileContent } from '@shared/dashboard/dashboard'
import { freePlace } from '@shared/dashboard/layout'
import { workbench } from '../../app/workbench'

/** How large a new tile is: grid columns and rows. */
const sizes: Readonly<Record<TileContent['kind'], { w: number; h: number }>> = {
  chart: { w: 6, h: 6 },
  metric: { w: 3, h: 2 },
  table: { w: 6, h: 6 },
}

/** The content with one tile more, at the first place that is free. */
export function withTile(content: DashboardContent, tile: TileContent): DashboardContent {
  const place = freePlace(content.tiles, sizes[tile.kind])
  return { ...content, tiles: [...content.tiles, { id: crypto.randomUUID(), place, content: tile }] }
}

/** Puts a tile on a dashboard that is not open. */
export function addTile({ id, title, content }: Dashboard, tile: TileContent): Promise<Dashboard> {
  return workbench.dashboard.save({ dashboardId: id, title, content: withTile(content, tile) })
}

/** Makes a dashboard of these tiles. */
export function createDashboard(title: string, tiles: readonly TileContent[]): Promise<Dashboard> {
  const content = tiles.reduce(withTile, { tiles: [], filters: [] } as DashboardContent)
  return workbench.dashboard.save({ title, content })
}
