import type { Progress } from '@shared/contract/run-events'
import { columnsOf, type DuplicateQuestion, findDuplicates } from '@shared/duplicates/find-duplicates'
import type { ReadableDatabase } from '../database/connection'
import { readRevisionById } from '../database/dataset-store'
import { loadFrame } from './derive/load-frame'

export interface DuplicatesTask {
  workspace: string
  revisionId: number
  question: DuplicateQuestion
}

/** Groups one after the other: the rows of group g are `rows[starts[g]]` to `rows[starts[g + 1] - 1]`. */
export interface FoundDuplicates {
  compared: string[]
  starts: Int32Array
  rows: Int32Array
  scores: Float64Array
}

/** Looks for rows of a revision that say the same. @throws columnMissing, cancelled */
export function duplicatesOf(
  database: ReadableDatabase,
  { revisionId, question }: DuplicatesTask,
  cancelled: () => boolean,
  onProgress: (progress: Progress) => void,
): FoundDuplicates {
  const frame = loadFrame(database, readRevisionById(database, revisionId), cancelled)
  const progress = (fraction: number) => onProgress({ stage: 'duplicates', fraction })
  const groups = findDuplicates(frame, question, { cancelled, progress })
  const starts = new Int32Array(groups.length + 1)
  groups.forEach(({ rows }, g) => {
    starts[g + 1] = (starts[g] as number) + rows.length
  })
  const rows = new Int32Array(starts[groups.length] as number)
  groups.forEach((group, g) => {
    rows.set(group.rows, starts[g])
  })
  return {
    compared: columnsOf(frame, question),
    starts,
    rows,
    scores: Float64Array.from(groups, ({ score }) => score),
  }
}
