import { literal, text } from '../../contract/text'
import { defineStep } from '../define-step'
import { columnOf, type Frame, freeName, isMissing, numberColumn, withColumn } from '../frame'
import { fillGaps } from '../imputation/fill-gaps'
import { imputeParams } from '../imputation/impute-params'
import { cellSql } from '../sql/cell-sql'
import { sqlColumn, withSqlColumn } from '../sql/sql-relation'
import { changed } from '../touched'

/**
 * Fills missing values. `mean`, `median`, `mode` (the smallest of the most frequent) and `constant` are scikit-learn's
 * `SimpleImputer`, `k-nearest` its `KNNImputer`, `model` its `IterativeImputer`; `group-…` is that of the rows that agree in `by`, else of
 * all; `previous` and `next` carry a value on in the order of `orderBy`, within `by`; `between` lies on the straight line between both
 * neighbours (by `orderBy`, else row by row), and is left missing at the ends. Whole numbers may become fractions.
 * @throws columnMissing, columnNotNumeric, columnEmpty, cellValueInvalid, imputeTooLarge, imputeAlone, learnFromNothing
 */
export const impute = defineStep({
  kind: 'impute',
  group: 'values',
  params: imputeParams,
  apply(frame, given, context) {
    const { frame: after, notes } = fillGaps(frame, given, context)
    return { ...changed(frame, given.mark ? withMarks(frame, after, given.columns) : after), notes }
  },
  toSql(relation, { columns, method, value, mark }) {
    if (method !== 'constant' || mark) return null
    let after = relation
    const cells: string[] = []
    for (const name of new Set(columns)) {
      const column = sqlColumn(relation, name)
      const filler = column ? cellSql(column.storage, value) : null
      if (!column || filler === null || filler === 'NULL') return null
      cells.push(`${column.sql} IS NULL`)
      after = withSqlColumn(after, { ...column, sql: `coalesce(${column.sql}, ${filler})` })
    }
    return { relation: after, touched: { cells } }
  },
  withoutSql: 'values',
  words: ({ columns, method }) =>
    text('steps.impute.words', {
      columns: columns.map(literal),
      method: text(`steps.impute.params.method.options.${method}`),
    }),
})

/** Which rows had a gap in each column. */
function withMarks(before: Frame, after: Frame, names: readonly string[]): Frame {
  return names.reduce((marked, name) => {
    const column = columnOf(before, name)
    const values = Float64Array.from({ length: before.nRows }, (_, row) => (isMissing(column, row) ? 1 : 0))
    return withColumn(
      marked,
      numberColumn(freeName(marked, `${name}_missing`), 'integer', values, { measureType: 'nominal' }),
    )
  }, after)
}
