import type { MessagePort } from 'node:worker_threads'
import { type Result, resultOf } from '@shared/contract/result'
import type { Progress } from '@shared/contract/run-events'
import type { TaskMessage, ThreadData, ThreadMessage } from './messages'
import { Helpers } from './parallel'
import { createTaskHandlers, type ThreadEquipment } from './task-handlers'
import type { RunOutput, Tasks } from './tasks'

/**
 * The life of an analysis thread: one task after the other, each answered with exactly one result.
 * @param port to the process's main thread
 */
export function serveTasks(port: MessagePort, data: ThreadData, equipment: ThreadEquipment): void {
  const post = (message: ThreadMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  const helpers = data.helpers && new Helpers({ ...data.helpers, request: () => post({ type: 'needs-helpers' }) })
  const onProgress = (progress: Progress) => post({ type: 'progress', progress })
  const onPartial = (found: unknown) => post({ type: 'partial', found })
  const handlers = createTaskHandlers(equipment, helpers, { onProgress, onPartial })
  port.on('message', async ({ task, request, cancelFlag }: TaskMessage) => {
    const result: Result<unknown> = await resultOf(() => handlers[task](request as never, cancelFlag))
    post({ type: 'result', result }, result.status === 'ok' ? buffersOf(result.value) : [])
  })
}

/** Long arrays of an answer that is made for the asker alone: they change hands instead of being copied. */
function buffersOf(answer: unknown): ArrayBuffer[] {
  const { packed, rowIds } = (answer ?? {}) as Partial<RunOutput & Tasks['rows/select']['response']>
  const arrays = [...(packed?.arrays.map(({ data }) => data) ?? []), ...(rowIds instanceof Int32Array ? [rowIds] : [])]
  return arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer)
}
