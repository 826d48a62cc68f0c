import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { AppException, failure, toAppError } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { bundlePath } from '../../paths'
import { sharedIntegers } from '../kernel-ranges'
import type { Derived, DeriveReply, DeriveRequest, DeriveTask } from './messages'

/** What a deriver needs from the engine that owns it. */
export interface DeriverHost {
  /** Path of the workspace file. */
  workspace: string
  /** Hands a port to the database thread, which serves it with `serveDerivation`. */
  connectDatabase(port: MessagePort): void
  /** Where parts lie on their way into the workspace. */
  partsFolder: string
}

/** A worker that does not notice a cancel within this time is ended. */
const patienceMs = 700

/** Computes tables from tables, each in a worker thread of its own, and writes them as revisions. */
export class Deriver {
  readonly #host: DeriverHost
  readonly #workers = new Set<Worker>()

  constructor(host: DeriverHost) {
    this.#host = host
  }

  /**
   * Computes and, with a target, writes a table: all of it is in the workspace afterwards, or nothing.
   * @param onProgress as often as there is something to say
   * @param signal cancels within a second; the promise then rejects with code `cancelled`
   */
  async derive(
    request: DeriveRequest,
    onProgress: (progress: Progress) => void = () => {},
    signal?: AbortSignal,
  ): Promise<Derived> {
    if (signal?.aborted) throw failure('cancelled')
    const { port1: database, port2 } = new MessageChannel()
    if (request.target) this.#host.connectDatabase(port2)
    const { workspace, partsFolder } = this.#host
    const worker = new Worker(bundlePath('derive-worker'), { name: 'derive' })
    this.#workers.add(worker)
    const task: DeriveTask = { workspace, partsFolder, request, database, cancelled: sharedIntegers(1) }
    try {
      return await answerOf(worker, task, onProgress, signal)
    } finally {
      const ended = this.#end(worker, port2)
      // One statement of SQLite cannot be broken off: who cancelled does not wait for its end.
      if (!signal?.aborted) await ended
    }
  }

  async #end(worker: Worker, database: MessagePort): Promise<void> {
    const files = `${process.pid}-${worker.threadId}-`
    await worker.terminate()
    removeFiles(this.#host.partsFolder, files)
    this.#workers.delete(worker)
    database.close()
  }

  /** Ends whatever is under way; to be called before the workspace is closed. */
  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()))
  }
}

/** What a worker that was ended has left on its way. */
function removeFiles(folder: string, begin: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (name.startsWith(begin)) rmSync(path.join(folder, name), { force: true })
}

function answerOf(
  worker: Worker,
  task: DeriveTask,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal | undefined,
): Promise<Derived> {
  return new Promise((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined
    const cancel = () => {
      Atomics.store(task.cancelled, 0, 1)
      patience = setTimeout(() => reject(failure('cancelled')), patienceMs)
    }
    const finish = (settle: () => void) => {
      clearTimeout(patience)
      signal?.removeEventListener('abort', cancel)
      settle()
    }
    signal?.addEventListener('abort', cancel, { once: true })
    worker.on('message', (reply: DeriveReply) => {
      if (reply.type === 'progress') return onProgress(reply.progress)
      const { result } = reply
      finish(() => (result.status === 'ok' ? resolve(result.value) : reject(new AppException(result.error))))
    })
    worker.on('error', (thrown) => finish(() => reject(new AppException(toAppError(thrown)))))
    worker.on('exit', () => finish(() => reject(failure(signal?.aborted ? 'cancelled' : 'workerDied'))))
    worker.postMessage(task, [task.database])
  })
}
