import { failure } from '@shared/contract/app-error'
import { type EngineChannel, engineChannels } from '@shared/contract/channels'
import { type Result, resultOf } from '@shared/contract/result'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import type { WorkspaceInfo } from '@shared/contract/workspace'
import type { Program } from '../database/workspace-lock'
import { appVersion } from '../paths'
import type { PrintPage } from '../report'
import type { AnalysisPoolOptions } from '../worker'
import type { EngineContext } from './engine-context'
import { FileTokens } from './file-tokens'
import { handlers } from './handlers'
import { importSample } from './import-sample'
import { JobRegistry } from './job-registry'
import type { EngineCalls } from './protocol'
import { SegmentFollower } from './segments/follow-changes'
import { WorkspaceSession } from './workspace-session'

export interface EngineOptions {
  /** Name of this program, told to whoever finds the workspace in use: the window or the command line. */
  program: Program
  onEvent?(event: WorkbenchEvent): void
  /** The database thread ended by itself. */
  onLost?(): void
  print?: PrintPage
  pool?: AnalysisPoolOptions
}

/**
 * The workbench without a window: at most one open workspace, and everything that can be asked of it. Its own thread only
 * relays; data are read, parsed and computed in the threads and processes it starts.
 */
export class Engine implements EngineContext {
  readonly jobs: JobRegistry
  readonly files = new FileTokens()
  readonly appVersion = appVersion()
  readonly print: PrintPage | undefined
  readonly #options: EngineOptions
  readonly #segments = new SegmentFollower(this)
  #session: WorkspaceSession | null = null
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: EngineOptions) {
    this.#options = options
    this.print = options.print
    this.jobs = new JobRegistry((event) => this.emit({ type: 'job', event }))
  }

  emit(event: WorkbenchEvent): void {
    this.#segments.hear(event)
    this.#options.onEvent?.(event)
  }

  session(): WorkspaceSession {
    if (!this.#session) throw failure('noWorkspace')
    return this.#session
  }

  hasWorkspace(): boolean {
    return this.#session !== null
  }

  /** Opening and closing never overlap. */
  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(action)
    this.#turn = result.catch(() => {})
    return result
  }

  /** Opens a workspace; whatever was open is closed first. @throws what the opening rules of electron/database refuse */
  open(request: EngineCalls['open']['request']): Promise<WorkspaceInfo> {
    return this.#inTurn(async () => {
      await this.#close()
      const { session, info } = await WorkspaceSession.open({
        path: request.path,
        create: request.create ?? false,
        program: this.#options.program,
        pool: this.#options.pool ?? {},
        onLost: () => this.#lost(session),
      })
      this.#session = session
      // A window shows rows sooner or later; the command line seldom does. A thread that does not start says so when it is needed.
      if (this.#options.program === 'window') session.reader.warm().catch(() => undefined)
      if (!request.sample) return info
      await importSample(this)
      return session.database.request('workspace/info', null)
    })
  }

  #lost(session: WorkspaceSession): void {
    if (this.#session !== session) return
    this.#options.onLost?.()
  }

  /** Cancels what runs and closes the workspace, if one is open, so that one clean file remains. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#close())
  }

  async #close(): Promise<void> {
    const session = this.#session
    this.#session = null
    if (!session) return
    await this.jobs.cancelAll()
    await session.close()
  }

  /** Writes a complete copy of the open workspace. @throws noWorkspace, workspaceCopyOnItself, workspaceNoPermission */
  async saveCopy(path: string): Promise<{ path: string }> {
    await this.session().database.request('workspace/save-copy', { path })
    return { path }
  }

  async status(): Promise<EngineCalls['status']['response']> {
    const workspace = this.#session ? await this.#session.database.request('workspace/info', null) : null
    return { workspace, runningJobs: this.jobs.running }
  }

  /** Answers one channel; the request is checked against the channel's schema. Never throws. */
  call(channel: EngineChannel, request: unknown): Promise<Result<unknown>> {
    return resultOf(() => {
      if (!Object.hasOwn(engineChannels, channel)) throw failure('requestInvalid', { channel, detail: '?' })
      const checked = engineChannels[channel].request.safeParse(request)
      if (!checked.success) {
        const issue = checked.error.issues[0]
        const detail = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
        throw failure('requestInvalid', { channel, detail })
      }
      const handler = handlers[channel] as (context: EngineContext, request: unknown) => Promise<unknown>
      return handler(this, checked.data)
    })
  }
}
