import { explainSpend } from '../../repeat-buying/explain-repeat-buying'
import { numberAt } from '../../transactions/why'
import type { GammaGammaResult } from './method'

/** Why a customer is expected to spend so much per purchase. */
export function explain(result: GammaGammaResult, row: number) {
  const number = (name: string) => numberAt(result.customers, name, row)
  return explainSpend(result, number('frequency'), number('monetary'), number('expectedSpend'))
}
