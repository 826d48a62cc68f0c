import { rm } from 'node:fs/promises'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { AppException, failure, toAppError } from '@shared/contract/app-error'
import type { ImportOptions, Inspection } from '@shared/contract/import'
import type { Progress } from '@shared/contract/run-events'
import { bundlePath } from '../paths'
import type { ImportOutcome, ImportRequest, WorkerReply, WorkerRequest } from './messages'

export type { ImportOutcome, ImportRequest } from './messages'

/** What the importer needs from the engine that owns it. */
export interface ImporterHost {
  /** Hands a port to the database thread, which serves it with `serveStaging` of electron/database/staging.ts. */
  connectDatabase(port: MessagePort): void
  /** Where parts lie on their way into the workspace: `partsFolderOf(workspacePath)` of electron/database/staging.ts. */
  partsFolder: string
}

/** A worker that does not notice a cancel within this time is ended. */
const PATIENCE_MS = 700

interface Task {
  message: WorkerRequest
  transfer: MessagePort[]
  onProgress: (progress: Progress) => void
  signal: AbortSignal | undefined
}

/**
 * Looks at files (`inspect`) and imports them (`import`), each in a worker thread of its own that ends with its task, so that a
 * parser's memory ends with it too.
 */
export class Importer {
  readonly #host: ImporterHost
  readonly #workers = new Set<Worker>()
  #lastId = 0

  constructor(host: ImporterHost) {
    this.#host = host
  }

  /** What the file holds and how it would be read; nothing is imported. Each call may change the options. */
  inspect(path: string, options: Partial<ImportOptions> = {}, signal?: AbortSignal): Promise<Inspection> {
    const message: WorkerRequest = { type: 'inspect', id: ++this.#lastId, path, options, cancelled: newFlag() }
    return this.#run({ message, transfer: [], onProgress: () => {}, signal }) as Promise<Inspection>
  }

  /**
   * Imports a file: one dataset per table in it. Either all of it is in the workspace afterwards, or nothing.
   * @param onProgress at most ten times a second
   * @param signal cancels within a second; the promise then rejects with code `cancelled`
   */
  async import(
    request: ImportRequest,
    onProgress: Task['onProgress'] = () => {},
    signal?: AbortSignal,
  ): Promise<ImportOutcome[]> {
    const { port1: database, port2 } = new MessageChannel()
    this.#host.connectDatabase(port2)
    const partsFolder = this.#host.partsFolder
    const message: WorkerRequest = {
      type: 'import',
      id: ++this.#lastId,
      request,
      partsFolder,
      database,
      cancelled: newFlag(),
    }
    return this.#run({ message, transfer: [database], onProgress, signal }) as Promise<ImportOutcome[]>
  }

  /** Ends whatever is under way; to be called before the workspace is closed. */
  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()))
    await rm(this.#host.partsFolder, { recursive: true, force: true })
  }

  async #run(task: Task): Promise<Inspection | ImportOutcome[]> {
    if (task.signal?.aborted) throw failure('cancelled')
    const worker = new Worker(bundlePath('import-worker'))
    this.#workers.add(worker)
    try {
      return await answerOf(worker, task)
    } finally {
      this.#workers.delete(worker)
      await worker.terminate()
    }
  }
}

function newFlag(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4))
}

/** Sends a task to a fresh worker and waits for its answer, its death, or the end of patience after a cancel. */
function answerOf(
  worker: Worker,
  { message, transfer, onProgress, signal }: Task,
): Promise<Inspection | ImportOutcome[]> {
  return new Promise((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined
    const cancel = () => {
      Atomics.store(message.cancelled, 0, 1)
      patience = setTimeout(() => reject(failure('cancelled')), PATIENCE_MS)
    }
    const finish = (settle: () => void) => {
      clearTimeout(patience)
      signal?.removeEventListener('abort', cancel)
      settle()
    }
    signal?.addEventListener('abort', cancel, { once: true })
    worker.on('message', (reply: WorkerReply) => {
      if (reply.type === 'progress') return onProgress(reply.progress)
      const { result } = reply
      finish(() => (result.status === 'ok' ? resolve(result.value) : reject(new AppException(result.error))))
    })
    worker.on('error', (thrown) => finish(() => reject(new AppException(toAppError(thrown)))))
    worker.on('exit', () => finish(() => reject(failure(signal?.aborted ? 'cancelled' : 'importWorkerLost'))))
    worker.postMessage(message, transfer)
  })
}
