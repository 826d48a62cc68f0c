import fs from 'node:fs'
import path from 'node:path'
import { app } from 'electron'

/** Adds a line to the log file of this computer; what a person needs to know is told on the screen instead. */
function writeLog(kind: string, thrown: unknown): void {
  const words = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  const line = `${new Date().toISOString()} ${kind} ${words}\n`
  process.stderr.write(line)
  try {
    const folder = app.getPath('logs')
    fs.mkdirSync(folder, { recursive: true })
    fs.appendFileSync(path.join(folder, 'main.log'), line)
  } catch {
    // A log that cannot be written must not stop the program.
  }
}

/** Without this Electron would stop everything behind a modal box for a mistake in one handler. */
export function logUncaught(): void {
  process.on('uncaughtException', (thrown) => writeLog('uncaught', thrown))
  process.on('unhandledRejection', (thrown) => writeLog('unhandled', thrown))
}
