import { kernels } from '@shared/math/kernels'
import type { Kernel, KernelBuffers, KernelRange, KernelValues } from '@shared/methods/define-method'

/** Positions in a task's control array. */
const next = 0
const done = 1
const failed = 2
const controlLength = 3

/** A kernel call as every thread sees it. Everything large lies in shared memory. */
export interface KernelTask {
  kernel: string
  buffers: KernelBuffers
  values: KernelValues
  ranges: readonly KernelRange[]
  /** Counters of ranges taken, done and failed. */
  control: Int32Array
  /** 1 at position 0 once the run is cancelled. */
  cancelFlag: Int32Array
}

/** Int32 values where all threads see them, zeros at first. */
export function sharedIntegers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT))
}

/** The counters of a new task: nothing taken, nothing done. */
export function createControl(): Int32Array {
  return sharedIntegers(controlLength)
}

/**
 * Takes ranges of a task until none is left, the run is cancelled or a kernel failed.
 * @throws whatever the kernel throws
 */
export function takeRanges(task: KernelTask, registry: Readonly<Record<string, Kernel>> = kernels): void {
  const { control, ranges } = task
  const kernel = registry[task.kernel]
  if (!kernel) throw new Error(`There is no kernel '${task.kernel}'.`)
  while (Atomics.load(task.cancelFlag, 0) === 0 && Atomics.load(control, failed) === 0) {
    const range = ranges[Atomics.add(control, next, 1)]
    if (!range) return
    try {
      kernel(task.buffers, task.values, range)
    } catch (thrown) {
      Atomics.store(control, failed, 1)
      throw thrown
    } finally {
      Atomics.add(control, done, 1)
      Atomics.notify(control, done)
    }
  }
}

/** How the ranges that were taken stand; `failed` comes only when nobody works on one any more. */
export type TaskState = 'running' | 'finished' | 'failed'

/** Answers at once when every taken range is done, else after the next one is or after so many milliseconds. */
export function waitForRanges({ control, ranges }: KernelTask, milliseconds: number): TaskState {
  const seen = Atomics.load(control, done)
  const taken = Math.min(Atomics.load(control, next), ranges.length)
  if (seen >= taken) return Atomics.load(control, failed) === 1 ? 'failed' : 'finished'
  Atomics.wait(control, done, seen, milliseconds)
  return 'running'
}
