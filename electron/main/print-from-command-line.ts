import { app } from 'electron'
import { drawPicture } from '../report/draw-picture'
import { printPdf } from '../report/print-pdf'

/** What the program can be started for in place of its windows. */
const printers: Readonly<Record<string, (htmlPath: string, outPath: string) => Promise<void>>> = {
  '--print-pdf': printPdf,
  '--draw-chart': drawPicture,
}

/** Where in the arguments it says so; −1 where it does not. */
export function printFlagAt(args: readonly string[]): number {
  return args.findIndex((arg) => Object.hasOwn(printers, arg))
}

/** Prints one page and ends with 0, or says why not on stderr and ends with 1. */
export async function printFromCommandLine([flag = '', htmlPath, outPath]: string[]): Promise<void> {
  try {
    if (!htmlPath || !outPath) throw new Error('Two paths are needed: the page and the file to write.')
    await printers[flag]?.(htmlPath, outPath)
    app.exit(0)
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`)
    app.exit(1)
  }
}
