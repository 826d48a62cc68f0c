import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import { bundlePath } from '../paths'
import { withDisplay } from '../setup/display.mjs'

const timeLimitMs = 120_000
const keptWords = 2000

/** What the application is started for: to print a report, or to take the picture of a chart. */
export type PrintFlag = '--print-pdf' | '--draw-chart'

/** How the application itself is started to print: by the project's folder from the sources, by its executable alone when packaged. */
function printArguments(flag: PrintFlag, htmlPath: string, outPath: string): string[] {
  const bundle = bundlePath('index')
  const packaged = bundle.includes('.asar')
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const app = packaged ? [] : [path.resolve(path.dirname(bundle), '../..')]
  return [...app, ...(isRoot && !packaged ? ['--no-sandbox'] : []), flag, htmlPath, outPath]
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
}

async function print(args: string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  child.stderr.on('data', (data) => {
    words = `${words}${data}`.slice(-keptWords)
  })
  const stop = () => void child.kill('SIGKILL')
  const timer = setTimeout(stop, timeLimitMs)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const code = await ended(child)
    if (signal.aborted) throw failure('cancelled')
    if (code !== 0) throw failure('reportPrintFailed', { detail: words.trim() || `exit code ${code}` })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

/**
 * Prints a page to PDF, or takes the picture of a chart, in a process of its own, with a virtual display where there is none.
 * @throws `cancelled`, or `reportPrintFailed` with what the process said last
 */
export function printInProcess(
  htmlPath: string,
  outPath: string,
  signal: AbortSignal,
  flag: PrintFlag = '--print-pdf',
): Promise<void> {
  if (signal.aborted) return Promise.reject(failure('cancelled'))
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  return withDisplay(environment, (env) => print(printArguments(flag, htmlPath, outPath), env, signal))
}
