import { type ChildProcess, fork } from 'node:child_process'
import { AppException, failure } from '@shared/contract/app-error'
import { bundlePath } from '../paths'
import type { FromQueryChild, ToQueryChild } from './query-messages'

/** Longest time a condition or one batch of a query may take. */
const defaultTimeLimitMs = 10 * 60_000
const rowsPerBatch = 5000

interface Limits {
  signal?: AbortSignal | undefined
  timeLimitMs?: number | undefined
}

/** Rows that satisfy a condition, ascending, and the revision they belong to. */
export interface SelectedRows {
  rowIds: Int32Array
  revisionId: number
}

/** The columns of a query, or some of its rows. */
export type QueryPart = { columns: string[] } | { rows: string }

/** Runs SQL that a person wrote, each time in a process of its own that is killed on cancel or when it takes too long. */
export class QueryClient {
  readonly #children = new Set<ChildProcess>()

  /**
   * Runs a question. The generator first yields the column names, then rows in batches: JSON texts of rows separated by commas,
   * without brackets around them. Leaving it early ends the process.
   * @throws queryRefused, queryFailed, queryTimedOut, cancelled
   */
  async *query(workspace: string, sql: string, limits: Limits = {}): AsyncGenerator<QueryPart, void> {
    const child = this.#start()
    try {
      const first = await ask(child, { type: 'query', workspace, sql, batch: rowsPerBatch }, limits)
      if (first.type === 'columns') yield { columns: first.columns }
      let next: Promise<FromQueryChild> | null = ask(child, { type: 'more' }, limits)
      while (next) {
        const answer: FromQueryChild = await next
        if (answer.type !== 'rows') break
        next = answer.last ? null : ask(child, { type: 'more' }, limits)
        // Whoever leaves early does not wait for it.
        next?.catch(() => {})
        yield { rows: answer.json }
      }
    } finally {
      this.#end(child)
    }
  }

  /**
   * Selects rows of a dataset by a condition.
   * @param revision number of the revision; the current one when null
   * @throws whereInvalid, queryTimedOut, cancelled, datasetUnknown
   */
  async selectRows(
    workspace: string,
    dataset: string,
    where: string,
    revision: number | null = null,
    limits: Limits = {},
  ): Promise<SelectedRows> {
    const child = this.#start()
    try {
      const answer = await ask(child, { type: 'select-rows', workspace, dataset, revision, where }, limits)
      if (answer.type !== 'row-ids') throw failure('internal', { detail: answer.type })
      return { rowIds: answer.rowIds, revisionId: answer.revisionId }
    } finally {
      this.#end(child)
    }
  }

  /** Ends whatever runs; must resolve before the workspace is closed. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#children].map((child) => new Promise((resolve) => child.once('exit', resolve).kill('SIGKILL'))),
    )
  }

  #start(): ChildProcess {
    const child = fork(bundlePath('query-child'), [], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#children.add(child)
    child.once('exit', () => this.#children.delete(child))
    return child
  }

  #end(child: ChildProcess): void {
    child.kill('SIGKILL')
  }
}

/** One message there, one back. */
function ask(child: ChildProcess, message: ToQueryChild, limits: Limits): Promise<FromQueryChild> {
  const { signal, timeLimitMs = defaultTimeLimitMs } = limits
  return new Promise((resolve, reject) => {
    const settle = (action: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      child.off('message', onMessage).off('exit', onExit).off('error', onExit)
      action()
    }
    const onAbort = () => settle(() => reject(failure('cancelled')))
    const onExit = () => settle(() => reject(failure('queryFailed', { detail: 'the process ended' })))
    const onMessage = (answer: FromQueryChild) =>
      settle(() => (answer.type === 'failed' ? reject(new AppException(answer.result.error)) : resolve(answer)))
    const timer = setTimeout(
      () => settle(() => reject(failure('queryTimedOut', { seconds: timeLimitMs / 1000 }))),
      timeLimitMs,
    )
    if (signal?.aborted) return onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    child.on('message', onMessage).on('exit', onExit).on('error', onExit)
    child.send(message, (error) => {
      if (error) onExit()
    })
  })
}
