import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { failure } from '@shared/contract/app-error'
import { kernels } from '@shared/math/kernels'
import type { Kernel, MethodContext } from '@shared/methods/define-method'
import { createControl, type KernelTask, takeRanges, waitForRanges } from './kernel-ranges'

/** How a helper thread stands, in the crew's shared list by slot. */
export const helperState = { absent: 0, alive: 1, died: -1 } as const

/** A helper thread joins: tasks go straight to it over `port`. */
export interface HelperMessage {
  slot: number
  port: MessagePort
}

export interface HelperSource {
  /** Brings a `HelperMessage` per helper; read without waiting. */
  port: MessagePort
  /** `helperState` by slot, kept by the crew. */
  states: Int32Array
  /** Asks the crew for helpers; called once. */
  request(): void
}

/** Kernels must have worked this long in a thread before others are started to help it. */
const patienceMs = 30
const pollMs = 50

/** The threads that help one analysis thread, as they come and go. */
export class Helpers {
  private readonly ports = new Map<number, MessagePort>()
  private readonly source: HelperSource
  private requested = false

  constructor(source: HelperSource) {
    this.source = source
  }

  /** Asks for helpers, the first time only. */
  request(): void {
    if (this.requested) return
    this.requested = true
    this.source.request()
  }

  /** Sends a task to every helper that is alive; answers their slots. */
  send(task: KernelTask): number[] {
    this.admit()
    for (const [slot, port] of this.ports) {
      if (this.stateOf(slot) === helperState.alive) port.postMessage(task)
      else this.dismiss(slot, port)
    }
    return [...this.ports.keys()]
  }

  hasDied(slots: readonly number[]): boolean {
    return slots.some((slot) => this.stateOf(slot) === helperState.died)
  }

  private stateOf(slot: number): number {
    return Atomics.load(this.source.states, slot)
  }

  private admit(): void {
    for (let arrived = receiveMessageOnPort(this.source.port); arrived; ) {
      const { slot, port } = arrived.message as HelperMessage
      port.unref()
      this.ports.set(slot, port)
      arrived = receiveMessageOnPort(this.source.port)
    }
  }

  /** When the last helper has gone idle and ended, the next long kernel may ask again. */
  private dismiss(slot: number, port: MessagePort): void {
    port.close()
    this.ports.delete(slot)
    this.requested = this.ports.size > 0
  }
}

/**
 * Makes `context.parallel` for one run: the calling thread takes ranges itself, helpers that are free take others.
 * Whoever takes a range, its result goes to the range's own place, so the numbers do not depend on helpers.
 * @param cancelFlag 1 at position 0 once the run is cancelled
 * @param helpers null to work alone
 */
export function createParallel(
  cancelFlag: Int32Array,
  helpers: Helpers | null,
  registry: Readonly<Record<string, Kernel>> = kernels,
): MethodContext['parallel'] {
  let workedMs = 0
  return (kernel, buffers, values, ranges) => {
    const task: KernelTask = { kernel, buffers, values, ranges, control: createControl(), cancelFlag }
    const begin = performance.now()
    const slots = helpers && ranges.length > 1 ? helpers.send(task) : []
    takeRanges(task, registry)
    finish(task, slots, helpers)
    workedMs += ranges.length > 1 ? performance.now() - begin : 0
    if (workedMs > patienceMs) helpers?.request()
    if (Atomics.load(cancelFlag, 0) === 1) throw failure('cancelled')
  }
}

/** Waits for the ranges that helpers still work on; a helper that died with one of them ends the run. */
function finish(task: KernelTask, slots: readonly number[], helpers: Helpers | null): void {
  for (;;) {
    const state = waitForRanges(task, pollMs)
    if (state === 'finished') return
    if (state === 'failed') throw failure('internal', { detail: `the kernel '${task.kernel}' failed` })
    if (helpers?.hasDied(slots)) throw failure('workerDied')
  }
}
