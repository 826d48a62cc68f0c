import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { sharedIntegers } from './kernel-ranges'
import { type HelperMessage, helperState } from './parallel'

const maxSlots = 4096

/**
 * The helper threads of a process. They start when a run first asks for help, serve every run that asked, and end by
 * themselves when idle, so that a process never has more than `size` of them.
 */
export class KernelCrew {
  /** `helperState` by slot; every analysis thread sees it. */
  readonly states = sharedIntegers(maxSlots)
  private readonly size: number
  private readonly bundle: string
  private readonly workers = new Map<number, Worker>()
  private readonly served = new Map<MessagePort, Set<number>>()
  private slots = 0

  constructor(size: number, bundle: string) {
    this.size = size
    this.bundle = bundle
  }

  /** Connects an analysis thread with every helper; starts those that are missing. `connection` leads to the thread. */
  serve(connection: MessagePort): void {
    while (this.workers.size < this.size) this.start()
    const known = this.served.get(connection) ?? new Set<number>()
    this.served.set(connection, known)
    for (const [slot, worker] of this.workers) {
      if (known.has(slot)) continue
      known.add(slot)
      const { port1, port2 } = new MessageChannel()
      worker.postMessage({ port: port1 }, [port1])
      connection.postMessage({ slot, port: port2 } satisfies HelperMessage, [port2])
    }
  }

  /** The analysis thread behind this connection has ended. */
  forget(connection: MessagePort): void {
    this.served.delete(connection)
    connection.close()
  }

  async close(): Promise<void> {
    await Promise.all([...this.workers.values()].map((worker) => worker.terminate()))
  }

  private start(): void {
    const slot = this.slots++ % maxSlots
    const worker = new Worker(this.bundle, { name: 'kernel' })
    Atomics.store(this.states, slot, helperState.alive)
    this.workers.set(slot, worker)
    worker.on('error', () => {})
    worker.on('exit', (code) => {
      this.workers.delete(slot)
      Atomics.store(this.states, slot, code === 0 ? helperState.absent : helperState.died)
    })
  }
}
