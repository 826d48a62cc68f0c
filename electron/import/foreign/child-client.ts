import { type ChildProcess, fork } from 'node:child_process'
import { AppException, failure } from '@shared/contract/app-error'
import { bundlePath } from '../../paths'
import type { ForeignFormat, ForeignRow, ForeignSheet, FromChild, ToChild } from './child-protocol'

const MEMORY_MB = 1536
const OPEN_SECONDS = 90
const ROWS_SECONDS = 60
const ROWS_AT_ONCE = 1000

/** A process that reads one file of a binary format. It is killed when it takes too long, and whenever it is no longer needed. */
export class ForeignChild {
  readonly #child: ChildProcess
  readonly #file: string
  sheets: ForeignSheet[] = []

  private constructor(file: string) {
    this.#file = file
    this.#child = fork(bundlePath('import-child'), [], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      execArgv: [`--max-old-space-size=${MEMORY_MB}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
  }

  /** @throws fileDamaged, fileEncrypted, tooLargeForFormat, tooMuchMemory, tooMuchTime */
  static async open(format: ForeignFormat, path: string, file: string, check: () => void): Promise<ForeignChild> {
    const child = new ForeignChild(file)
    try {
      const answer = await child.#ask({ type: 'open', format, path, file }, OPEN_SECONDS, check)
      if (answer.type === 'sheets') child.sheets = answer.sheets
      return child
    } catch (thrown) {
      child.close()
      throw thrown
    }
  }

  /** All rows of a sheet, some at a time; the next ones are read when they are asked for. */
  async *rows(sheet: number, check: () => void): AsyncGenerator<ForeignRow[]> {
    await this.#ask({ type: 'start', sheet }, ROWS_SECONDS, check)
    for (let last = false; !last; ) {
      const answer = await this.#ask({ type: 'rows', count: ROWS_AT_ONCE }, ROWS_SECONDS, check)
      if (answer.type !== 'rows') return
      last = answer.last
      yield answer.rows
    }
  }

  close(): void {
    this.#child.removeAllListeners()
    this.#child.on('error', () => {})
    this.#child.kill('SIGKILL')
  }

  #ask(message: ToChild, seconds: number, check: () => void): Promise<FromChild> {
    return new Promise((resolve, reject) => {
      const child = this.#child
      const finish = (settle: () => void): void => {
        clearInterval(watch)
        clearTimeout(timer)
        child.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error')
        settle()
      }
      const fail = (thrown: unknown): void => finish(() => reject(thrown))
      const timer = setTimeout(() => fail(failure('tooMuchTime', { file: this.#file, seconds })), seconds * 1000)
      const watch = setInterval(() => {
        try {
          check()
        } catch (thrown) {
          fail(thrown)
        }
      }, 100)
      child.once('message', (answer: FromChild) =>
        answer.type === 'failed' ? fail(new AppException(answer.error)) : finish(() => resolve(answer)),
      )
      child.once('exit', () => fail(failure('tooMuchMemory', { file: this.#file })))
      child.once('error', fail)
      child.send(message, (error) => {
        if (error) fail(failure('tooMuchMemory', { file: this.#file }))
      })
    })
  }
}
