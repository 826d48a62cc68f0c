import { z } from 'zod'
import { literal, quantity, text } from '../../contract/text'
import { measureTypeSchema, storageTypeSchema } from '../../dataset/schema'
import { convertColumn } from '../convert-column'
import { defineStep } from '../define-step'
import { columnOf, countMissing, withColumn } from '../frame'
import { columnNames } from '../step-params'
import { changed } from '../touched'

const params = z.object({
  columns: columnNames(),
  to: storageTypeSchema,
  measureType: measureTypeSchema.nullable().default(null),
})

/** Reads columns as another kind of value; what cannot be read becomes missing, and is counted. @throws columnMissing */
export const retypeColumns = defineStep({
  kind: 'retype-columns',
  group: 'columns',
  params,
  apply(frame, { columns, to, measureType }) {
    let after = frame
    let lost = 0
    for (const name of columns) {
      const column = columnOf(after, name)
      const converted = convertColumn(column, to, measureType)
      lost += countMissing(converted) - countMissing(column)
      after = withColumn(after, converted)
    }
    const notes = lost > 0 ? [text('steps.retype-columns.lost', { cells: quantity(lost, 'count') })] : []
    return { ...changed(frame, after), notes }
  },
  words: ({ columns, to }) =>
    text('steps.retype-columns.words', {
      columns: columns.map(literal),
      to: text(`steps.retype-columns.params.to.options.${to}`),
    }),
})
