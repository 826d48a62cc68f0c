import { AppException, failure } from '@shared/contract/app-error'
import { type Result, resultOf } from '@shared/contract/result'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import { Engine } from './engine'
import type {
  EngineCallName,
  EngineCalls,
  EngineToMain,
  EngineToRenderer,
  MainAskName,
  MainAsks,
  MainToEngine,
  RendererToEngine,
} from './protocol'

/** Entry of the engine process: passes what main and the renderers ask to the engine, and its events to all of them. */
declare const process: NodeJS.Process & { parentPort: Electron.ParentPort }

const renderers = new Set<Electron.MessagePortMain>()
const asked = new Map<number, (result: Result<unknown>) => void>()
let lastAsk = 0

const engine = new Engine({
  program: 'window',
  onEvent: broadcast,
  // Main starts the process again; the lock ends with it.
  onLost: () => process.exit(1),
  print: async (htmlPath, pdfPath, signal) => {
    await Promise.race([ask('print-pdf', { htmlPath, pdfPath }), whenAborted(signal)])
  },
})

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(failure('cancelled'))
    signal.addEventListener('abort', () => reject(failure('cancelled')), { once: true })
  })
}

const calls: { [N in EngineCallName]: (request: EngineCalls[N]['request']) => Promise<EngineCalls[N]['response']> } = {
  open: (request) => engine.open(request),
  close: async () => {
    await engine.close()
    return null
  },
  'register-file': async ({ token, path, access }) => {
    engine.files.register(token, path, access)
    return null
  },
  'save-copy': ({ path }) => engine.saveCopy(path),
  status: () => engine.status(),
}

function post(message: EngineToMain): void {
  process.parentPort.postMessage(message)
}

function broadcast(event: WorkbenchEvent): void {
  post({ type: 'event', event })
  for (const port of renderers) port.postMessage({ event } satisfies EngineToRenderer)
}

/** Asks main for what takes a window; rejects with the error it answers. */
async function ask<N extends MainAskName>(name: N, request: MainAsks[N]['request']): Promise<void> {
  const id = ++lastAsk
  const result = await new Promise<Result<unknown>>((resolve) => {
    asked.set(id, resolve)
    post({ type: 'ask', id, ask: name, request } as EngineToMain)
  })
  if (result.status === 'error') throw new AppException(result.error)
}

async function answerCall(message: Extract<MainToEngine, { type: 'call' }>): Promise<void> {
  const call = calls[message.call] as (request: unknown) => Promise<EngineCalls[EngineCallName]['response']>
  const result = await resultOf(() => call(message.request))
  post({ type: 'reply', id: message.id, result })
}

function connect(port: Electron.MessagePortMain): void {
  renderers.add(port)
  port.on('close', () => renderers.delete(port))
  port.on('message', async ({ data }) => {
    const { id, channel, request } = data as RendererToEngine
    const result = await engine.call(channel, request)
    port.postMessage({ id, result } satisfies EngineToRenderer)
  })
  port.start()
}

process.parentPort.on('message', ({ data, ports }) => {
  const message = data as MainToEngine
  if (message.type === 'port') ports.forEach(connect)
  else if (message.type === 'call') void answerCall(message)
  else {
    asked.get(message.id)?.(message.result)
    asked.delete(message.id)
  }
})

post({ type: 'ready' })
