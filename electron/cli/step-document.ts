import type { AppError } from '@shared/contract/app-error'
import type { Text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import type { StepReport } from '@shared/recipe/recipe'
import type { EngineContext } from '../engine/engine-context'

const say = (words: Text) => translate(words, 'en')

/** What a step did, as the command line writes it. */
export function stepDocument({ kind, rows, cells, nRows, notes, error, enabled }: StepReport) {
  const problem = error ? { error: problemOf(error) } : {}
  return { kind, enabled, rows, cells, nRows, notes: notes.map(say), ...problem }
}

/** What is wrong with a step, and what to do about it. */
function problemOf({ code, message, column, hint }: AppError) {
  return {
    code,
    message: say(message),
    ...(column === undefined ? {} : { column }),
    ...(hint === undefined ? {} : { hint: say(hint) }),
  }
}

/** Steps of a dataset's recipe that do not fit what was imported last, by their place from 1 on; none when all do. */
export async function stepsLeftOut(context: EngineContext, dataset: string) {
  const { reports } = await context.session().database.request('recipe/get', { dataset })
  return reports.flatMap(({ kind, error }, i) => (error ? [{ step: i + 1, kind, ...problemOf(error) }] : []))
}
