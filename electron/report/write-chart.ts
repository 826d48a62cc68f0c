import fs from 'node:fs/promises'
import { writeFailure } from '../export/whole-file'
import { type ChartPageRequest, chartPage, picturePage } from './chart-page'
import { draftOf, removeStaleDrafts } from './drafts'
import { printInProcess } from './print-in-process'

export type ChartFormat = 'html' | 'png' | 'svg'

/**
 * Writes a chart as a page or as a picture; a picture is drawn by a hidden window.
 * @returns nothing; on any failure nothing is left and an existing file stays as it was
 * @throws cancelled, reportPrintFailed, outFolderMissing and its kin
 */
export async function writeChart(
  request: ChartPageRequest,
  format: ChartFormat,
  outPath: string,
  signal: AbortSignal,
): Promise<void> {
  const draft = draftOf(outPath)
  const page = `${draft}.html`
  await removeStaleDrafts(outPath)
  try {
    if (format === 'html') await fs.writeFile(draft, await chartPage(request))
    else {
      await fs.writeFile(page, await picturePage(request))
      await printInProcess(page, draft, signal, '--draw-chart')
    }
    await fs.rename(draft, outPath)
  } catch (thrown) {
    throw writeFailure(outPath, thrown) ?? thrown
  } finally {
    await Promise.all([draft, page].map((file) => fs.rm(file, { force: true })))
  }
}
