import fs from 'node:fs'
import path from 'node:path'
import { AppException, failure } from '@shared/contract/app-error'
import type { JobEvent } from '@shared/contract/run-events'
import { text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import { Engine } from '../engine/engine'
import { log } from './output'

/** Ends with the process's first SIGINT or SIGTERM. */
export const interrupted = new AbortController()

const engines = new Set<Engine>()

async function interrupt(): Promise<void> {
  interrupted.abort()
  for (const engine of engines) await engine.jobs.cancelAll()
}

/** From now on an interruption cancels what runs; the command then ends with `cancelled`, and nothing half-done stays. */
export function listenForInterruption(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void interrupt())
}

let lastLine = ''

function logProgress(event: JobEvent): void {
  if (event.type !== 'progress') return
  const { stage, note } = event.progress
  const line = translate(note ?? text(`stages.${stage}`), 'en')
  if (line === lastLine) return
  lastLine = line
  log(line)
}

/**
 * Opens a workspace, lets `action` work on it and closes it, whatever happens.
 * @param create makes the file when it is not there
 * @param action hears whether the file was made for it: only then may it be removed again
 * @throws what the opening rules refuse, `workspaceLocked` while the app or another command has it open
 */
export async function withWorkspace<T>(
  workspace: string,
  action: (engine: Engine, isNew: boolean) => Promise<T>,
  create = false,
): Promise<T> {
  const file = path.resolve(workspace)
  const engine = new Engine({
    program: 'command-line',
    onEvent: (event) => {
      if (event.type === 'job') logProgress(event.event)
    },
  })
  engines.add(engine)
  try {
    const isNew = create ? await openOrCreate(engine, file) : await open(engine, file)
    if (interrupted.signal.aborted) throw failure('cancelled')
    return await action(engine, isNew)
  } finally {
    await engine.close()
    engines.delete(engine)
  }
}

async function open(engine: Engine, file: string): Promise<false> {
  await engine.open({ path: file, create: false })
  return false
}

/** True when this process made the file. Another one may make it first: then it is opened like any that was there. */
async function openOrCreate(engine: Engine, file: string): Promise<boolean> {
  if (fs.existsSync(file)) return open(engine, file)
  try {
    await engine.open({ path: file, create: true })
    return true
  } catch (thrown) {
    if (!(thrown instanceof AppException && thrown.error.code === 'workspaceExists')) throw thrown
    return open(engine, file)
  }
}
