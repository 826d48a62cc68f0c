import type { AppError } from './app-error'
import type {
  EngineChannel,
  EngineRequest,
  EngineResponse,
  FileToken,
  MainChannel,
  MainRequest,
  MainResponse,
  PageChannel,
} from './channels'
import type { Result } from './result'
import type { JobEvent } from './run-events'

/** `domain/verb` becomes `workbench.domain.verb(request)`; words after a hyphen are joined in camel case. */
type Verbs<Channel extends string, Domain extends string> = Channel extends `${Domain}/${infer Verb}` ? Verb : never
type Domains<Channel extends string> = Channel extends `${infer Domain}/${string}` ? Domain : never
type Camel<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S
type Call<Request, Response> = undefined extends Request
  ? (request?: Request) => Promise<Result<Response>>
  : (request: Request) => Promise<Result<Response>>

type MainCalls = {
  [D in Domains<PageChannel>]: {
    [V in Verbs<PageChannel, D> as Camel<V>]: Call<
      MainRequest<`${D}/${V}` & MainChannel>,
      MainResponse<`${D}/${V}` & MainChannel>
    >
  }
}
type EngineCalls = {
  [D in Domains<EngineChannel>]: {
    [V in Verbs<EngineChannel, D> as Camel<V>]: Call<
      EngineRequest<`${D}/${V}` & EngineChannel>,
      EngineResponse<`${D}/${V}` & EngineChannel>
    >
  }
}

/** What happens without being asked for. */
export type WorkbenchEvent =
  | { type: 'job'; event: JobEvent }
  /** Datasets, runs or reports changed; lists are to be read again. */
  | { type: 'changed'; what: 'workspace' | 'datasets' | 'runs' | 'reports' | 'segments' | 'charts' | 'dashboards' }
  /** A menu command, by id (`open`, `import`, `save-copy`, `settings`, …). */
  | { type: 'command'; command: string }
  /** Files that came by double-click or as an argument. */
  | { type: 'files'; files: FileToken[] }
  /** Something that was asked for outside the page (a double-click) went wrong. */
  | { type: 'problem'; error: AppError }
  /** The engine process ended and was started again; what ran is lost, what was stored is safe. */
  | { type: 'engine-restarted' }

/** The bridge: `window.workbench`. The two halves are merged domain by domain. */
export type Workbench = MainCalls &
  EngineCalls & {
    /** Listens to what happens without being asked for; answers a function that stops listening. */
    onEvent(listener: (event: WorkbenchEvent) => void): () => void
    /** Hands over the DOM `File` objects that were dropped on the window. */
    dropFiles(files: readonly object[]): Promise<Result<MainResponse<'file/dropped'>>>
  }
