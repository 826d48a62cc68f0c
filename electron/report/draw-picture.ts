import fs from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { hiddenWindow } from './print-pdf'

/** What follows the comma of a data address, as bytes. */
function bytesOf(dataUrl: string): Buffer {
  const comma = dataUrl.indexOf(',')
  const content = dataUrl.slice(comma + 1)
  return dataUrl.slice(0, comma).endsWith(';base64')
    ? Buffer.from(content, 'base64')
    : Buffer.from(decodeURIComponent(content), 'utf8')
}

/**
 * Takes the picture of a chart's page in a hidden sandboxed window. Runs in the main process, after `app.whenReady()`.
 * @param picturePath a name with `.svg` in it before what drafts end with is drawn as SVG, any other as PNG
 */
export async function drawPicture(htmlPath: string, picturePath: string): Promise<void> {
  const url = pathToFileURL(htmlPath).href
  const window = hiddenWindow(url)
  try {
    await window.loadURL(url)
    const format = /\.svg(\.[\d-]+\.part)?$/i.test(picturePath) ? 'svg' : 'png'
    const picture: unknown = await window.webContents.executeJavaScript(`window.chartPicture('${format}')`)
    if (typeof picture !== 'string') throw new Error('The chart could not be drawn.')
    await fs.writeFile(picturePath, bytesOf(picture))
  } finally {
    window.destroy()
  }
}
