import type { MessagePort } from 'node:worker_threads'
import { kernels } from '@shared/math/kernels'
import type { Kernel } from '@shared/methods/define-method'
import { type KernelTask, takeRanges } from './kernel-ranges'

/** A helper thread that nobody has used for so long ends by itself. */
const idleMs = 30_000

/**
 * The life of a helper thread: takes ranges of whatever task arrives, ends when it has been idle.
 * @param crew brings one port per analysis thread that wants help
 */
export function serveKernels(crew: MessagePort, registry: Readonly<Record<string, Kernel>> = kernels): void {
  const ports: MessagePort[] = []
  const end = () => {
    for (const port of ports) port.close()
    process.exit(0)
  }
  let idle = setTimeout(end, idleMs)
  const work = (task: KernelTask) => {
    try {
      takeRanges(task, registry)
    } catch {
      // The task's control array says that it failed; the thread that asked ends the run.
    }
    clearTimeout(idle)
    idle = setTimeout(end, idleMs)
  }
  crew.on('message', ({ port }: { port: MessagePort }) => {
    ports.push(port)
    port.on('message', work)
  })
}
