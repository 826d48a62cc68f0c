import type { PurchaseRows } from './purchase-rows'

/** A probability model of customers who buy at random while they are alive and drop out unseen. */
export interface RepeatModel {
  /** Names of its four parameters, all > 0. */
  names: readonly [string, string, string, string]
  /** Where to begin the search, from the mean repeat purchases per unit of time and the mean T. */
  starts(rate: number, meanT: number): readonly (readonly [number, number, number, number])[]
  /**
   * Log-likelihood of all customers.
   * @param gradient receives the derivatives by the parameters
   */
  logLikelihood(rows: PurchaseRows, parameters: Float64Array, gradient: Float64Array): number
  /** Probability that a customer with this history is still alive at T. */
  pAlive(parameters: Float64Array, x: number, tx: number, T: number): number
  /** Expected purchases in the t units of time after T of a customer who is alive at T. */
  whileAlive(parameters: Float64Array, x: number, T: number, t: number): number
  /** Probabilities that a new customer makes 0, 1, … `most` − 1 repeat purchases in the time t. */
  counts(parameters: Float64Array, t: number, most: number): Float64Array
}

/** Expected purchases in the t units of time after T; with x = tx = T = 0 those of a new customer. */
export function expectedPurchases(
  model: RepeatModel,
  parameters: Float64Array,
  x: number,
  tx: number,
  T: number,
  t: number,
): number {
  return model.pAlive(parameters, x, tx, T) * model.whileAlive(parameters, x, T, t)
}
