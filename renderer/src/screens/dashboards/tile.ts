import type { EngineResponse } from '@shared/contract/channels'
import type { ReactNode } from 'react'

export type TileView = EngineResponse<'dashboard/tile'>

/** Where a chart puts its tools, and entries of the menu among them. */
export interface TileTools {
  slot: HTMLElement | null
  items: ReactNode
}
