import type { EngineChannel, EngineResponse, engineChannels } from '@shared/contract/channels'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import type { z } from 'zod'
import type { PrintPage } from '../report'
import type { FileTokens } from './file-tokens'
import type { JobRegistry } from './job-registry'
import type { WorkspaceSession } from './workspace-session'

/** What the handlers of channels work with. */
export interface EngineContext {
  /** The open workspace. @throws noWorkspace */
  session(): WorkspaceSession
  hasWorkspace(): boolean
  readonly jobs: JobRegistry
  readonly files: FileTokens
  readonly appVersion: string
  /** How a page becomes a PDF; undefined: in a process of its own. */
  readonly print: PrintPage | undefined
  emit(event: WorkbenchEvent): void
}

type Request<C extends EngineChannel> = z.output<(typeof engineChannels)[C]['request']>

/** One function per channel; requests arrive checked, with their defaults. */
export type EngineHandlers = {
  [C in EngineChannel]: (context: EngineContext, request: Request<C>) => Promise<EngineResponse<C>>
}

/** The handlers of one domain: `HandlersOf<'dataset'>`. */
export type HandlersOf<Domain extends string> = Pick<EngineHandlers, EngineChannel & `${Domain}/${string}`>
