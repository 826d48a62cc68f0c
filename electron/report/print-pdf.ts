import fs from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { BrowserWindow, session } from 'electron'
import { pdfPageNumbers } from './pdf-page-numbers'

/** The page says so in its title when every chart has been drawn. */
const readyLimitMs = 60_000

/** A session without a cache in which nothing but the one page can be loaded. */
function offlineSession(allowed: string) {
  const own = session.fromPartition(`print-${process.pid}-${Date.now()}`, { cache: false })
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.webRequest.onBeforeRequest((details, answer) => {
    const inside = details.url === allowed || details.url.startsWith('data:') || details.url.startsWith('blob:')
    answer({ cancel: !inside })
  })
  return own
}

/** A window without a network in which one page can be loaded. */
export function hiddenWindow(allowed: string): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    width: 794,
    height: 1123,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, session: offlineSession(allowed) },
  })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event) => event.preventDefault())
  return window
}

/** The header and footer of every page: the document's own, read from the two templates inside it. */
async function pageTemplate(window: BrowserWindow, id: string): Promise<string> {
  const html: unknown = await window.webContents.executeJavaScript(
    `document.getElementById(${JSON.stringify(id)})?.innerHTML ?? ''`,
  )
  return typeof html === 'string' && html !== '' ? html : '<span></span>'
}

async function waitUntilDrawn(window: BrowserWindow): Promise<void> {
  const drawn = window.webContents.executeJavaScript('window.reportReady')
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('The charts were not drawn in time.')), readyLimitMs)
  })
  try {
    await Promise.race([drawn, late])
  } finally {
    clearTimeout(timer)
  }
}

async function printOptions(window: BrowserWindow): Promise<Electron.PrintToPDFOptions> {
  return {
    pageSize: 'A4',
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: await pageTemplate(window, 'page-header'),
    footerTemplate: await pageTemplate(window, 'page-footer'),
    margins: { top: 0.75, bottom: 0.75, left: 0.67, right: 0.67 },
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  }
}

/** Writes page numbers into the table of contents. Their places are kept free, so that no page moves. */
async function fillContents(window: BrowserWindow, numbers: ReadonlyMap<string, number>): Promise<void> {
  await window.webContents.executeJavaScript(`{
    const numbers = new Map(${JSON.stringify([...numbers])})
    for (const place of document.querySelectorAll('[data-anchor]')) {
      place.textContent = numbers.get(place.dataset.anchor) ?? ''
    }
  }`)
}

/**
 * Prints a report page to a tagged PDF with outline, page numbers and running header, in a hidden sandboxed window. It is
 * printed twice: the first print tells on which page everything is. Runs in the main process, after `app.whenReady()`.
 * @param htmlPath absolute path of the page in its print form
 * @param pdfPath where the PDF is written; nothing is written when the promise rejects
 */
export async function printPdf(htmlPath: string, pdfPath: string): Promise<void> {
  const url = pathToFileURL(htmlPath).href
  const window = hiddenWindow(url)
  try {
    await window.loadURL(url)
    await waitUntilDrawn(window)
    const options = await printOptions(window)
    await fillContents(window, pdfPageNumbers(await window.webContents.printToPDF(options)))
    const pdf = await window.webContents.printToPDF(options)
    // Whoever cancelled has removed the page: then nobody waits for the file, and nobody would remove it.
    await fs.access(htmlPath)
    await fs.writeFile(pdfPath, pdf)
  } finally {
    window.destroy()
  }
}
