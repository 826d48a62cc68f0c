import { failure } from '../contract/app-error'
import type { Progress } from '../contract/run-events'
import { text } from '../contract/text'
import { type Column, createMatrix, type Matrix } from '../dataset/column'
import { encodeColumn, levelsInUse } from './encode-feature'
import type { FeaturePolicy, FeaturePreparation } from './feature-policy'
import { prepareColumn } from './place-feature'
import { type FeatureNeeds, lengthOf, requireRows, type UsableRows, usableRows } from './usable-rows'

/** What a method computes on; `rows` says which of the run's rows each matrix row is. */
export interface PreparedFeatures extends UsableRows {
  /** Rows used × features, on shared memory. */
  matrix: Matrix
  preparation: FeaturePreparation[]
}

/**
 * Turns feature columns into the matrix a method computes on, yielding after each column.
 * Numbers become weight·(x − center) / scale. Of a column of categories every category in use becomes a column that is
 * weight/√2 in its rows and 0 in others, so that two rows of different categories are `weight` apart; a missing category is
 * replaced by the most frequent one where numbers are replaced.
 * @param columns of the same length; NaN, infinite values and codes below 0 count as missing
 * @throws tooFewColumns, columnNotNumeric, columnEmpty, tooFewRows, columnConstant, logOfNegative, valuesTooLarge, tooManyLevelsToEncode
 * Cost: O(n·d); `robust` scaling and `median` add a sort per column, `yeo-johnson` about 30 passes.
 */
export function* prepareFeatures(
  columns: readonly Column[],
  policy: FeaturePolicy,
  needs: FeatureNeeds,
): Generator<Progress, PreparedFeatures, void> {
  const used = columns.map((column) => requireKind(column, needs))
  requireColumns(used, needs)
  const { rows, dropped } = usableRows(used, policy.missing, needs.rowWeights)
  const nAll = used[0] ? lengthOf(used[0]) : 0
  requireRows(rows.length, nAll, needs)
  const levels = used.map((column) => (column.kind === 'categorical' ? levelsInUse(column, rows) : null))
  const width = levels.reduce((sum, codes) => sum + (codes?.length ?? 1), 0)
  const matrix = createMatrix(rows.length, width, true)
  const preparation: FeaturePreparation[] = []
  for (const [c, column] of used.entries()) {
    const isRefused = !(needs.allowsConstants && policy.scaling === 'none' && policy.transform !== 'yeo-johnson')
    if (column.kind === 'numeric') {
      const at = preparation.length
      preparation.push(prepareColumn(column, rows, policy, matrix, at, isRefused, needs.rowWeights))
    } else preparation.push(...encodeColumn(column, levels[c] ?? [], rows, policy, matrix, preparation.length))
    yield { stage: 'preparing', fraction: (c + 1) / used.length }
  }
  return { matrix, rows, preparation, dropped }
}

function requireKind(column: Column, { encodesCategories }: FeatureNeeds): Column {
  if (column.kind === 'numeric' || encodesCategories) return column
  throw failure('columnNotNumeric', { column: column.name }, { column: column.name })
}

function requireColumns(columns: readonly Column[], { methodId, minColumns = 1 }: FeatureNeeds): void {
  if (columns.length >= minColumns) return
  const method = text(`methods.${methodId}.name`)
  throw failure('tooFewColumns', { method, needed: minColumns, given: columns.length })
}
