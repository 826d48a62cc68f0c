import { type MessagePort, type Transferable, Worker } from 'node:worker_threads'
import { AppException, failure } from '@shared/contract/app-error'
import type { Result } from '@shared/contract/result'
import { bundlePath } from '../paths'
import type { FromDatabaseThread, ToDatabaseThread } from './database-messages'
import type { DatabaseRequest, DatabaseRequestName, DatabaseResponse } from './requests'

/** The database thread as the other threads see it: typed requests with promises. */
export class DatabaseClient {
  readonly #worker: Worker
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>()
  #lastId = 0
  #lost = false

  /** @param onLost hears when the thread ends without having been told to */
  constructor(onLost: () => void = () => {}) {
    this.#worker = new Worker(bundlePath('database-thread'))
    this.#worker.on('message', ({ id, result }: FromDatabaseThread) => this.#settle(id, result))
    this.#worker.on('error', () => {})
    this.#worker.on('exit', () => {
      if (this.#lost) return
      this.#lost = true
      for (const id of [...this.#waiting.keys()]) this.#settle(id, lost())
      onLost()
    })
  }

  #settle(id: number, result: Result<unknown>): void {
    const settle = this.#waiting.get(id)
    this.#waiting.delete(id)
    settle?.(result)
  }

  /**
   * Asks the database thread; rejects with the `AppException` it answers.
   * @param transfer buffers inside the request that need not be copied
   */
  async request<N extends DatabaseRequestName>(
    name: N,
    request: DatabaseRequest<N>,
    transfer: Transferable[] = [],
  ): Promise<DatabaseResponse<N>> {
    if (this.#lost) throw failure('databaseLost')
    const id = ++this.#lastId
    const result = await new Promise<Result<unknown>>((resolve) => {
      this.#waiting.set(id, resolve)
      this.#post({ type: 'request', id, name, request }, transfer)
    })
    if (result.status === 'error') throw new AppException(result.error)
    return result.value as DatabaseResponse<N>
  }

  /** Lets an import worker bring its rows over a port of its own. */
  connectStaging(port: MessagePort): void {
    this.#post({ type: 'staging', port }, [port])
  }

  /** Lets a derivation bring its rows over a port of its own. */
  connectDerivation(port: MessagePort): void {
    this.#post({ type: 'derivation', port }, [port])
  }

  #post(message: ToDatabaseThread, transfer: Transferable[]): void {
    this.#worker.postMessage(message, transfer)
  }

  /** Closes the workspace, if one is open, and ends the thread. */
  async close(): Promise<void> {
    if (this.#lost) return
    try {
      await this.request('workspace/close', null)
    } finally {
      this.#lost = true
      await this.#worker.terminate()
    }
  }
}

function lost(): Result<never> {
  return { status: 'error', error: failure('databaseLost').error }
}
