import { failure } from '@shared/contract/app-error'
import type { MergeStep, StagingMerge } from '../../import/reimport-messages'
import { identifier, prepared, type WritableDatabase } from '../connection'
import { type MergeResult, mergeRows } from './merge-rows'

/** Time after which a step answers, so that others are served and a cancel is noticed. */
const STEP_MS = 120

interface Running {
  files: number[]
  steps: Generator<number, MergeResult>
  fraction: number
  result: MergeResult | null
}

/** The merges of one import: each runs in steps, and its result takes the place of the first file's revision. */
export class RevisionMerges {
  readonly #database: WritableDatabase
  /** By the revision that will hold the result. */
  readonly #running = new Map<number, Running>()

  constructor(database: WritableDatabase) {
    this.#database = database
  }

  /** Goes on with a merge for a moment; starts it when it is new. What came out is said with the last step. */
  step(merge: StagingMerge): MergeStep {
    const files = merge.files.map(({ revisionId }) => revisionId)
    const home = files[0] as number
    const running = this.#running.get(home) ?? this.#start(home, files, merge)
    const until = performance.now() + STEP_MS
    while (running.result === null && performance.now() < until) {
      const next = running.steps.next()
      if (next.done) running.result = next.value
      else running.fraction = Math.max(running.fraction, Math.min(1, next.value))
    }
    if (running.result === null) return { fraction: running.fraction, merged: null }
    const { columns, nRows, refused, diff } = running.result
    return { fraction: 1, merged: { columns, nRows, refused, diff } }
  }

  #start(home: number, files: number[], merge: StagingMerge): Running {
    const running: Running = { files, steps: mergeRows(this.#database, merge), fraction: 0, result: null }
    this.#running.set(home, running)
    return running
  }

  /** The revision that a file's rows are now in: its own when it was not merged. */
  homeOf(revisionId: number): number {
    for (const [home, { files }] of this.#running) if (files.includes(revisionId)) return home
    return revisionId
  }

  /** Puts the result in the revision's place and drops every other table of the merge; part of the publishing transaction. */
  finish(revisionId: number): MergeResult | null {
    const result = this.#running.get(revisionId)?.result ?? null
    if (!result) return null
    const current = prepared(
      this.#database,
      'SELECT imported_revision FROM dataset JOIN revision ON dataset_id = dataset.id WHERE revision.id = ?',
    )
    if (current.pluck().get(revisionId) !== result.baseRevisionId) throw failure('importBaseChanged')
    const own = identifier(`data_${revisionId}`)
    for (const table of result.tables) {
      if (table !== result.table) this.#database.exec(`DROP TABLE IF EXISTS ${table}`)
    }
    if (result.table !== own) this.#database.exec(`ALTER TABLE ${result.table} RENAME TO ${own}`)
    return result
  }

  /** Gives up whatever has not ended. */
  stop(): void {
    for (const { steps, result } of this.#running.values()) if (result === null) steps.return(undefined as never)
    this.#running.clear()
  }
}
