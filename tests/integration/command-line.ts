import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { bundlePath } from '../../electron/paths'

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

/** Starts the built command line in Electron's own Node, as `npm run cli` does. */
export function startCommand(args: readonly string[]): ChildProcess {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return spawn(process.execPath, [bundlePath('cli'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

export async function finished(child: ChildProcess): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    stdout += piece
  })
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

/** Runs a command to its end. */
export function command(...args: string[]): Promise<Finished> {
  return finished(startCommand(args))
}

/** Runs a command in which no file can grow beyond 128 kilobytes, as on a disk that is full; not on Windows. */
export function onFullDisk(args: readonly string[]): Promise<Finished> {
  const script = 'trap "" XFSZ; ulimit -f 128; exec "$0" "$@"'
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const given = ['-c', script, process.execPath, bundlePath('cli'), ...args]
  return finished(spawn('bash', given, { env, stdio: ['ignore', 'pipe', 'pipe'] }))
}

/** The document of a command that must succeed. */
export async function document<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await command(...args)
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`)
  return JSON.parse(stdout) as T
}

/** Exit code and error of a command that must not succeed; nothing may be on stdout. */
export async function refusal(...args: string[]): Promise<{ code: number | null; error: Record<string, unknown> }> {
  const { code, stdout, stderr } = await command(...args)
  if (stdout !== '') throw new Error(`Something was written: ${stdout.slice(0, 200)}`)
  const last = stderr.trimEnd().split('\n').at(-1) ?? ''
  return { code, error: (JSON.parse(last) as { error: Record<string, unknown> }).error }
}

/** Resolves once the command has written these words to stderr. */
export function saying(child: ChildProcess, words: string): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString()
      if (said.includes(words)) resolve()
    })
    child.once('close', () => reject(new Error(`Ended before '${words}': ${said}`)))
  })
}
