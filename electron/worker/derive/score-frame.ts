import { failure } from '@shared/contract/app-error'
import type { ScoredRows } from '@shared/methods/define-method'
import { methods } from '@shared/methods/registry'
import type { Frame } from '@shared/recipe/frame'
import type { ReadableDatabase } from '../../database/connection'
import { openRun } from '../present-run'
import { requireColumns, scorerOf } from '../score-dataset'

/** The rows of a table predicted by a stored run. @throws runUnknown, scoreNone, scoreColumnsMissing, columnNotNumeric */
export function scoreFrame(database: ReadableDatabase, runId: string, frame: Frame): ScoredRows {
  const run = openRun(database, methods, runId)
  const scorer = scorerOf(run)
  const wanted = scorer.columns(run.result)
  requireColumns(wanted, frame, '–')
  const columns = wanted.map(({ name, as }) => {
    const column = frame.columns.find((one) => one.name === name) as Frame['columns'][number]
    if (as === 'numeric' && column.kind !== 'numeric')
      throw failure('columnNotNumeric', { column: name }, { column: name })
    return column
  })
  return scorer.score(run.result, columns, frame.nRows, false)
}
