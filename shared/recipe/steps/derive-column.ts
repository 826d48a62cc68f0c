import { z } from 'zod'
import { literal, text } from '../../contract/text'
import { evaluateFormula, vectorColumn } from '../../formula/evaluate-formula'
import { defineStep } from '../define-step'
import { withColumn } from '../frame'
import { derivedSql } from '../sql/derived-column'
import { formulaText } from '../step-params'
import { changed } from '../touched'

const params = z.object({ name: z.string().trim().min(1), formula: formulaText() })

/**
 * Computes a column by a formula; a column of that name is replaced, and what it means stays when its values are of the same kind.
 * @throws what the formula is refused for
 */
export const deriveColumn = defineStep({
  kind: 'derive-column',
  group: 'derive',
  params,
  apply(frame, { name, formula }) {
    const column = vectorColumn(name, evaluateFormula(formula, frame), frame.nRows)
    const before = frame.columns.find((known) => known.name === name)
    const meaning = before?.storage === column.storage ? { measureType: before.measureType, role: before.role } : {}
    return changed(frame, withColumn(frame, { ...column, ...meaning }))
  },
  toSql: derivedSql,
  withoutSql: 'formula',
  words: ({ name, formula }) => text('steps.derive-column.words', { name: literal(name), formula: literal(formula) }),
})
