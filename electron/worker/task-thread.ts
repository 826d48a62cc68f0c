import { MessageChannel, Worker } from 'node:worker_threads'
import { type AppError, AppException, failure, toAppError } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import type { KernelCrew } from './kernel-crew'
import type { TaskMessage, ThreadData, ThreadMessage } from './messages'

interface Pending {
  resolve(value: unknown): void
  reject(thrown: AppException): void
  events: ThreadEvents
}

/** What a task tells on its way. */
interface ThreadEvents {
  onProgress(progress: Progress): void
  /** What it has found so far. */
  onPartial(found: unknown): void
}

/** One analysis thread, seen from the process's main thread: takes a task at a time, keeps the process alive meanwhile. */
export class TaskThread {
  private readonly worker: Worker
  private pending: Pending | null = null
  private fatal: AppError | null = null

  /** @param onExit called once, after the pending task has been refused */
  constructor(bundle: string, crew: KernelCrew | null, onExit: () => void) {
    const { port1, port2 } = new MessageChannel()
    const workerData: ThreadData = { helpers: crew ? { port: port2, states: crew.states } : null }
    this.worker = new Worker(bundle, { workerData, transferList: crew ? [port2] : [], name: 'analysis' })
    port1.unref()
    this.worker.on('message', (message: ThreadMessage) => {
      if (message.type === 'progress') this.pending?.events.onProgress(message.progress)
      else if (message.type === 'partial') this.pending?.events.onPartial(message.found)
      else if (message.type === 'needs-helpers') crew?.serve(port1)
      else this.settle(message)
    })
    this.worker.on('error', (thrown) => {
      this.fatal = fatalError(thrown)
    })
    this.worker.on('exit', () => {
      crew?.forget(port1)
      this.take()?.reject(new AppException(this.fatal ?? failure('workerDied').error))
      onExit()
    })
  }

  /** Runs a task; the thread must be free. Rejects with an `AppException`. */
  run(message: TaskMessage, events: ThreadEvents): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject, events }
      this.worker.ref()
      this.worker.postMessage(message)
    })
  }

  /** Refuses the pending task and ends the thread, whatever it is doing. */
  async end(reason: AppException): Promise<void> {
    this.take()?.reject(reason)
    await this.worker.terminate()
  }

  private settle({ result }: ThreadMessage & { type: 'result' }): void {
    const pending = this.take()
    if (result.status === 'ok') pending?.resolve(result.value)
    else pending?.reject(new AppException(result.error))
  }

  private take(): Pending | null {
    const { pending } = this
    this.pending = null
    this.worker.unref()
    return pending
  }
}

/** Why a thread died by itself: out of memory, or something that nothing in it caught. */
function fatalError(thrown: unknown): AppError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? failure('outOfMemory').error : toAppError(thrown)
}
