import type { Result } from '@shared/contract/result'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import { contextBridge, ipcRenderer, webUtils } from 'electron'

/**
 * The one bridge between the page and the rest: a named function for each channel, never a generic send. Calls to main go by
 * ipcRenderer, calls to the engine by a MessagePort that main hands over, so that data never passes main.
 */
type AnyResult = Result<unknown>
type Bridge = Record<string, Record<string, (request?: unknown) => Promise<AnyResult>>>

const listeners = new Set<(event: WorkbenchEvent) => void>()
const waiting = new Map<number, (result: AnyResult) => void>()
let nextId = 1
let resolvePort: (port: MessagePort) => void = () => {}
let port = new Promise<MessagePort>((resolve) => {
  resolvePort = resolve
})

function tell(event: WorkbenchEvent): void {
  for (const listener of listeners) listener(event)
}

function onEngineMessage({ data }: MessageEvent): void {
  if (data.event) tell(data.event)
  else {
    waiting.get(data.id)?.(data.result)
    waiting.delete(data.id)
  }
}

/** Calls that were under way when the engine ended never get an answer: they fail, and the next ones use the new port. */
function failWaiting(): void {
  const error = { code: 'engineRestarted', message: { key: 'errors.engineRestarted' } }
  for (const answer of waiting.values()) answer({ status: 'error', error })
  waiting.clear()
}

ipcRenderer.on('engine/port', (event) => {
  const received = event.ports[0]
  if (!received) return
  received.onmessage = onEngineMessage
  failWaiting()
  resolvePort(received)
  port = Promise.resolve(received)
})
ipcRenderer.on('workbench/event', (_event, said: WorkbenchEvent) => tell(said))

async function callEngine(channel: string, request: unknown): Promise<AnyResult> {
  const open = await port
  return new Promise((resolve) => {
    const id = nextId++
    waiting.set(id, resolve)
    open.postMessage({ id, channel, request: request ?? null })
  })
}

function callMain(channel: string, request: unknown): Promise<AnyResult> {
  return ipcRenderer.invoke(channel, request ?? null)
}

function channelsOf(argument: string): string[] {
  const found = process.argv.find((given) => given.startsWith(`--${argument}=`))
  return found ? found.slice(argument.length + 3).split(',') : []
}

/** `workspace/save-copy` → bridge.workspace.saveCopy. */
function addCalls(
  bridge: Bridge,
  channels: string[],
  call: (channel: string, request: unknown) => Promise<AnyResult>,
): void {
  for (const channel of channels) {
    const [domain = '', verb = ''] = channel.split('/')
    const name = verb.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase())
    bridge[domain] = { ...bridge[domain], [name]: (request) => call(channel, request) }
  }
}

const bridge: Bridge = {}
addCalls(bridge, channelsOf('main-channels'), callMain)
addCalls(bridge, channelsOf('engine-channels'), callEngine)

contextBridge.exposeInMainWorld('workbench', {
  ...bridge,
  onEvent: (listener: (event: WorkbenchEvent) => void) => {
    if (listeners.size === 0) ipcRenderer.send('workbench/listening')
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  dropFiles: (files: readonly File[]) =>
    callMain('file/dropped', {
      paths: files.map((file) => webUtils.getPathForFile(file)).filter((found) => found !== ''),
    }),
})
// Main answers only a page that has its address, which it has not while this script runs.
document.addEventListener('DOMContentLoaded', () => ipcRenderer.send('engine/port-wanted'))
