import { z } from 'zod'
import { literal, text } from '../../contract/text'
import { isMatrix } from '../../dataset/column'
import { defineStep } from '../define-step'
import { numberColumn, textColumnOf, withColumn } from '../frame'
import { changed } from '../touched'

const params = z.object({
  runId: z.string().min(1).meta({ picks: 'run' }),
  name: z.string().trim().min(1),
})

/**
 * Writes what the stored model of a run says of each row, whatever rows they are: the probability of the class asked for, the
 * likeliest of several classes, or the predicted number.
 * @throws runUnknown, scoreNone, scoreColumnsMissing, columnNotNumeric
 */
export const scoreRows = defineStep({
  kind: 'score-rows',
  group: 'derive',
  params,
  apply(frame, { runId, name }, context) {
    const { probabilities, predictions } = context.score(runId, frame)
    const made = isMatrix(probabilities)
      ? textColumnOf(
          name,
          predictions.map((own) => (own === null ? null : String(own))),
        )
      : numberColumn(
          name,
          'real',
          probabilities ?? Float64Array.from(predictions, (own) => (own === null ? Number.NaN : Number(own))),
        )
    return changed(frame, withColumn(frame, made))
  },
  withoutSql: 'program',
  words: ({ name }) => text('steps.score-rows.words', { name: literal(name) }),
})
