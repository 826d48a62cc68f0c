import { app } from 'electron'
import { printPdf } from '../report/print-pdf'

/** Prints one page and ends with 0, or says why not on stderr and ends with 1. */
export async function printFromCommandLine([htmlPath, pdfPath]: string[]): Promise<void> {
  try {
    if (!htmlPath || !pdfPath) throw new Error('Two paths are needed: the page and the file to write.')
    await printPdf(htmlPath, pdfPath)
    app.exit(0)
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`)
    app.exit(1)
  }
}
