import fs from 'node:fs'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
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

let lastStage = ''

function logProgress(event: JobEvent): void {
  if (event.type !== 'progress' || event.progress.stage === lastStage) return
  lastStage = event.progress.stage
  log(translate(text(`stages.${lastStage}`), 'en'))
}

/**
 * Opens a workspace, lets `action` work on it and closes it, whatever happens.
 * @param create makes the file when it is not there
 * @throws what the opening rules refuse, `workspaceLocked` while the app or another command has it open
 */
export async function withWorkspace<T>(
  workspace: string,
  action: (engine: Engine) => Promise<T>,
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
    const isNew = create && !fs.existsSync(file)
    await engine.open({ path: file, create: isNew })
    if (interrupted.signal.aborted) throw failure('cancelled')
    return await action(engine)
  } finally {
    await engine.close()
    engines.delete(engine)
  }
}
