import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { DashboardContent, TileContent } from '@shared/dashboard/dashboard'
import { tidy } from '@shared/dashboard/tidy'
import { withTile } from '@shared/dashboard/with-tile'
import { workbench } from '../../app/workbench'

/** The content with one tile more, at the first place that is free. */
export function withNewTile(content: DashboardContent, tile: TileContent): DashboardContent {
  return withTile(content, crypto.randomUUID(), tile)
}

/** Puts a tile on a dashboard that is not open. */
export function addTile({ id, title, content }: Dashboard, tile: TileContent): Promise<Dashboard> {
  return workbench.dashboard.save({ dashboardId: id, title, content: withNewTile(content, tile) })
}

/** Makes a dashboard of these tiles. */
export function createDashboard(title: string, tiles: readonly TileContent[]): Promise<Dashboard> {
  const content = tiles.reduce(withNewTile, { tiles: [], filters: [] } as DashboardContent)
  return workbench.dashboard.save({ title, content: { ...content, tiles: tidy(content.tiles) } })
}

/** A dashboard of its own with the same tiles and filters; kept charts are shared, as by any two dashboards. */
export function duplicateDashboard({ content }: Pick<Dashboard, 'content'>, title: string): Promise<Dashboard> {
  return workbench.dashboard.save({ title: title.slice(0, 200), content })
}
