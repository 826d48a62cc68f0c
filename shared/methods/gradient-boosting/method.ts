import { z } from 'zod'
import { type ImpurityImportance, impurityImportanceSchema } from '../decision-tree/method'

export const params = {
  nTrees: z.int().min(1).max(5000).default(100),
  learningRate: z.number().gt(0).max(1).default(0.1),
  maxLeaves: z.int().min(2).max(255).default(8),
  minSamplesLeaf: z.int().min(1).default(20),
  /** Draws the values of leaves towards 0. */
  l2: z.number().min(0).default(0),
  /** Share of the rows that each tree learns from. */
  subsample: z.number().gt(0).max(1).default(1),
  /** Rounds without gain on a tenth of the rows kept aside, after which it stops; 0 never stops early. */
  patience: z.int().min(0).default(0),
}

export interface GradientBoostingOwn {
  /** Rounds kept: fewer than asked for when it stopped early. */
  nRounds: number
  gainImportance: ImpurityImportance[]
}

export const shape = { nRounds: z.int(), gainImportance: impurityImportanceSchema }
