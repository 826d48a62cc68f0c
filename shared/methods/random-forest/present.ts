import type { ResultElement } from '../../contract/result-elements'
import type { PredictiveResult } from '../../learning/predictive/result'
import { importanceFigure } from '../../learning/trees/importance-figure'
import { methodWords } from '../../transactions/method-words'
import type { RandomForestOwn } from './method'

const { metric, notice } = methodWords('random-forest')

/** How the forest does on rows its trees did not see, and which columns it owes that to. */
export function present({
  outOfBag,
  binned,
  impurityImportance,
  task,
}: PredictiveResult & RandomForestOwn): ResultElement[] {
  const measured =
    task === 'regression'
      ? metric('outOfBagR2', outOfBag.r2, 'number', { decimals: 3 })
      : outOfBag.rocAuc === null
        ? metric('outOfBagAccuracy', outOfBag.accuracy, 'percent', { decimals: 1 })
        : metric('outOfBagAuc', outOfBag.rocAuc, 'number', { decimals: 3 })
  return [measured, ...(binned ? [notice('binned', 'info')] : []), ...importanceFigure(impurityImportance)]
}
