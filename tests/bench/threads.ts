import path from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createRandom } from '@shared/math/random'
import type { MethodContext } from '@shared/methods/define-method'
import { KernelCrew } from '../../electron/worker/kernel-crew'
import { createParallel, Helpers, helperState } from '../../electron/worker/parallel'

const ownBundle = path.resolve(import.meta.dirname, '../../out/main/kernel-worker.js')

/** A context whose kernels run on this thread and on `helpers` more, as in the application. */
export function createThreadedContext(
  helpers: number,
  { seed = 42, bundle = ownBundle } = {},
): MethodContext & { helpersAlive(): number; close(): Promise<void> } {
  const crew = new KernelCrew(helpers, bundle)
  const { port1, port2 } = new MessageChannel()
  const source = { port: port2, states: crew.states, request: () => crew.serve(port1) }
  const flag = new Int32Array(new SharedArrayBuffer(4))
  const parallel = createParallel(flag, helpers > 0 ? new Helpers(source) : null)
  const helpersAlive = () => crew.states.filter((state) => state === helperState.alive).length
  const close = async () => {
    port1.close()
    port2.close()
    await crew.close()
  }
  return { seed, random: createRandom(seed), cancelled: () => false, parallel, helpersAlive, close }
}
