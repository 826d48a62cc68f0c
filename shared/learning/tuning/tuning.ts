import type { Setting } from './search-space'

export type TuningKind = 'random' | 'successive-halving'

/** One setting that was tried, with its mean loss on the inner folds. */
export interface TuningTrial {
  setting: Setting
  /** Log-loss, or root mean squared error. */
  loss: number
  standardError: number | null
  /** Training rows that it was tried on. */
  rows: number
  /** Round of successive halving, from 0; the last one has all rows. */
  round: number
}

/** What a search inside some training rows tried and chose. */
export interface Tuning {
  kind: TuningKind
  metric: 'logLoss' | 'rmse'
  trials: TuningTrial[]
  chosen: Setting
  /** Mean loss of the chosen setting on the inner folds: too good, as the best of many. */
  loss: number
  /** Settings asked for that the budget had no time for. */
  left: number
}
