import { AppException } from '@shared/contract/app-error'
import { type Result, resultOf } from '@shared/contract/result'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron'
import type { EngineCallName, EngineCalls, EngineToMain, MainAskName, MainAsks, MainToEngine } from '../engine/protocol'
import { bundlePath } from '../paths'

interface Hooks {
  onEvent(event: WorkbenchEvent): void
  /** The process ended by itself; a new one is about to start. */
  onLost(): void
  ask<Name extends MainAskName>(name: Name, request: MainAsks[Name]['request']): Promise<MainAsks[Name]['response']>
}

type Waiting = (result: Result<never>) => void
/** A process that ends so often in a row without having been ready is not started again. */
const mostDeathsBeforeReady = 3
/** Closing a large workspace after a removal may take a while; longer than this it is stuck. */
const closePatienceMs = 60_000

const LOST: Result<never> & { status: 'error' } = {
  status: 'error',
  error: { code: 'engineRestarted', message: { key: 'errors.engineRestarted' } },
}

/** Main's side of the engine process: starts it, starts it again when it dies, passes calls and hands its ports to the page. */
export class EngineClient {
  private process: UtilityProcess | null = null
  private ready: Promise<void> = Promise.resolve()
  private readonly waiting = new Map<number, Waiting>()
  private nextId = 1
  private quitting = false
  private deathsBeforeReady = 0

  constructor(private readonly hooks: Hooks) {
    this.start()
  }

  private start(): void {
    const child = utilityProcess.fork(bundlePath('engine-process'), [], {
      serviceName: 'Regulars engine',
      stdio: 'inherit',
    })
    this.process = child
    this.ready = new Promise((resolve) => {
      child.on('message', (message: EngineToMain) => {
        if (message.type !== 'ready') return this.receive(message)
        this.deathsBeforeReady = 0
        resolve()
      })
      // Whoever waits for a process that ends before it is ready goes on with the next one, or hears that there is none.
      child.on('exit', () => resolve())
    })
    this.deathsBeforeReady++
    child.on('exit', () => this.onExit(child))
  }

  private onExit(child: UtilityProcess): void {
    if (this.process !== child) return
    for (const answer of this.waiting.values()) answer(LOST)
    this.waiting.clear()
    this.process = null
    if (this.quitting || this.deathsBeforeReady >= mostDeathsBeforeReady) return
    this.start()
    this.hooks.onLost()
  }

  private receive(message: Exclude<EngineToMain, { type: 'ready' }>): void {
    if (message.type === 'event') this.hooks.onEvent(message.event)
    else if (message.type === 'reply') {
      this.waiting.get(message.id)?.(message.result as Result<never>)
      this.waiting.delete(message.id)
    } else void this.answer(message.id, message.ask, message.request)
  }

  private async answer<Name extends MainAskName>(
    id: number,
    name: Name,
    request: MainAsks[Name]['request'],
  ): Promise<void> {
    const result = await resultOf(() => this.hooks.ask(name, request))
    this.post({ type: 'answer', id, result })
  }

  private post(message: MainToEngine, port?: Electron.MessagePortMain): void {
    this.process?.postMessage(message, port ? [port] : [])
  }

  /** Waits for the process that is there now, which may be the one after that which was waited for first. */
  private async whenReady(): Promise<void> {
    for (let waited: Promise<void> | null = null; waited !== this.ready; ) {
      waited = this.ready
      await waited
    }
  }

  /** Calls the engine; throws what it answers as an error. */
  async call<Name extends EngineCallName>(
    name: Name,
    request: EngineCalls[Name]['request'],
  ): Promise<EngineCalls[Name]['response']> {
    await this.whenReady()
    if (!this.process) throw new AppException(LOST.error)
    const result = await new Promise<Result<EngineCalls[Name]['response']>>((resolve) => {
      const id = this.nextId++
      this.waiting.set(id, resolve as Waiting)
      this.post({ type: 'call', id, call: name, request } as MainToEngine)
    })
    if (result.status === 'error') throw new AppException(result.error)
    return result.value
  }

  /** Gives the page a port of its own straight to the engine. */
  async connect(contents: WebContents): Promise<void> {
    await this.whenReady()
    if (contents.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    this.post({ type: 'port' }, port1)
    contents.postMessage('engine/port', null, [port2])
  }

  /** Closes the workspace properly and lets the process go; a process that does not answer is ended all the same. */
  async stop(): Promise<void> {
    this.quitting = true
    const closed = this.call('close', null).catch(() => undefined)
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, closePatienceMs).unref())])
    this.process?.kill()
  }
}
