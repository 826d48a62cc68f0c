import type { EngineChannel } from '@shared/contract/channels'
import type { Result } from '@shared/contract/result'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import type { WorkspaceInfo } from '@shared/contract/workspace'

/**
 * What main may ask of the engine process, by name. Every call is answered by exactly one reply, unless the engine
 * process ends first.
 */
export interface EngineCalls {
  /**
   * Opens a workspace file; whatever was open is closed first. `create` makes a new file and refuses to replace an
   * existing one; with `sample` the sample shop is imported into it before the reply.
   */
  open: { request: { path: string; create?: boolean; sample?: boolean }; response: WorkspaceInfo }
  /** Cancels what runs, checkpoints and closes, so that one clean file remains; does nothing when none is open. */
  close: { request: null; response: null }
  /** Lets the renderer name this file by `token`: to read it (a spreadsheet), or to write it (after a save dialog). */
  'register-file': { request: { token: string; path: string; access: 'read' | 'write' }; response: null }
  /** Writes a complete copy of the open workspace to another path. */
  'save-copy': { request: { path: string }; response: { path: string } }
  /** What is open and how many jobs run, e.g. to ask before quitting. */
  status: { request: null; response: { workspace: WorkspaceInfo | null; runningJobs: number } }
}
export type EngineCallName = keyof EngineCalls

/** What the engine may ask of main, because it takes a window. */
export interface MainAsks {
  /** Loads a self-contained HTML file in a hidden window and prints it; `footer` is the HTML template of the page's foot. */
  'print-pdf': { request: { htmlPath: string; pdfPath: string; footer?: string; header?: string }; response: null }
}
export type MainAskName = keyof MainAsks

type CallMessage<Name extends EngineCallName> = {
  [N in Name]: { type: 'call'; id: number; call: N; request: EngineCalls[N]['request'] }
}[Name]
type AskMessage<Name extends MainAskName> = {
  [N in Name]: { type: 'ask'; id: number; ask: N; request: MainAsks[N]['request'] }
}[Name]

/** Main → engine, by `utilityProcess.postMessage`. `port` carries one MessagePort to a renderer in its transfer list. */
export type MainToEngine =
  | CallMessage<EngineCallName>
  | { type: 'port' }
  | { type: 'answer'; id: number; result: Result<MainAsks[MainAskName]['response']> }

/** Engine → main, by `process.parentPort.postMessage`. `ready` comes once, when calls and ports are listened to. */
export type EngineToMain =
  | { type: 'ready' }
  | { type: 'reply'; id: number; result: Result<EngineCalls[EngineCallName]['response']> }
  | { type: 'event'; event: WorkbenchEvent }
  | AskMessage<MainAskName>

/** Renderer → engine over its MessagePort. `id` is the renderer's own and comes back with the result. */
export interface RendererToEngine {
  id: number
  channel: EngineChannel
  request: unknown
}

/** Engine → renderer: the result of a request, or what happened without being asked for. */
export type EngineToRenderer = { id: number; result: Result<unknown> } | { event: WorkbenchEvent }
