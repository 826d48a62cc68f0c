import { createMatrix } from '../../dataset/column'
import type { Predicted } from '../../learning/predictive/compute-predictive'
import { measure } from '../../learning/predictive/evaluate'
import type { RandomForestModel } from '../../learning/trees/random-forest-estimator'
import { leafCount } from '../../learning/trees/trees'
import type { OutOfBagScore, RandomForestOwn } from './method'

/** What the forest is made of, and how it does on rows that single trees did not see. */
export function describe({ trained, target }: Predicted<RandomForestModel>): RandomForestOwn {
  const { model } = trained
  const { trees, importance, featureNames, binned } = model
  const nTrees = trees.roots.length
  return {
    ...{ nTrees, binned },
    meanLeaves: leafCount(trees) / nTrees,
    outOfBag: outOfBagScore(model, target.classes),
    impurityImportance: featureNames.map((term, j) => ({ term, importance: importance[j] as number })),
  }
}

function outOfBagScore({ outOfBag, y, nClasses }: RandomForestModel, classes: string[]): OutOfBagScore {
  const none = { accuracy: null, rocAuc: null, logLoss: null, r2: null }
  const nValues = Math.max(1, nClasses)
  const known = Int32Array.from(y.keys()).filter((i) => !Number.isNaN(outOfBag[i * nValues]))
  if (known.length < 2) return none
  const predicted = createMatrix(known.length, nValues)
  known.forEach((row, i) => {
    predicted.data.set(outOfBag.subarray(row * nValues, (row + 1) * nValues), i * nValues)
  })
  const truth = { classes, nClasses, y: Float64Array.from(known, (row) => y[row] as number) }
  const found = measure(predicted, truth, 0.5)
  const finite = (value: number | null | undefined) =>
    typeof value === 'number' && Number.isFinite(value) ? value : null
  return {
    accuracy: finite(found.accuracy),
    rocAuc: finite(found.rocAuc),
    logLoss: finite(found.logLoss),
    r2: finite(found.r2),
  }
}
