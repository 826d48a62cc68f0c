/**
 * Terminal messages of the set-up. They go to stderr only: stdout belongs to the command
 * (the command line prints one JSON document there).
 */

const startedAt = performance.now()

/**
 * Prints one line with the seconds since the command started.
 * @param {string} message what is being done
 */
export function log(message) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stderr.write(`[setup ${seconds.padStart(5)}s] ${message}\n`)
}

/** A failure that the reader of the terminal can act on: it is printed without a stack. */
export class SetupError extends Error {
  /** @param {string} message what went wrong and what to do */
  constructor(message) {
    super(message)
    this.name = 'SetupError'
  }
}

/**
 * Runs a command's main function; a failure is printed and becomes the exit code 1.
 * @param {() => Promise<number>} main returns the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (error instanceof SetupError) log(error.message)
    else console.error(error)
    process.exitCode = 1
  }
}
