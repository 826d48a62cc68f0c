import type { DashboardContent, TileContent } from './dashboard'
import { freePlace } from './layout'

/** How large a new tile is: grid columns and rows. */
const sizes: Readonly<Record<TileContent['kind'], { w: number; h: number }>> = {
  chart: { w: 6, h: 6 },
  metric: { w: 3, h: 2 },
  table: { w: 6, h: 6 },
}

/** The content with one tile more, at the first place that is free. */
export function withTile(content: DashboardContent, id: string, tile: TileContent): DashboardContent {
  const place = freePlace(content.tiles, sizes[tile.kind])
  return { ...content, tiles: [...content.tiles, { id, place, content: tile }] }
}
