import path from 'node:path'
import { toAppError } from '@shared/contract/app-error'
import type { WorkbenchEvent } from '@shared/contract/workbench'
import { app, type BrowserWindow, ipcMain, nativeTheme } from 'electron'
import { printPdf } from '../report/print-pdf'
import { Dialogs } from './dialogs'
import { EngineClient } from './engine-client'
import { grantedFiles } from './file-tokens'
import { createHandlers } from './handlers'
import { isTrustedSender, registerHandlers } from './ipc'
import { currentLanguage } from './language'
import { logUncaught } from './log'
import { buildMenu } from './menu'
import { OpenRequests } from './open-requests'
import { enforceSecurity } from './security'
import { appSettings } from './settings-file'
import { createWindow, tellWindow } from './window'
import { Workspaces } from './workspaces'

/** Puts the parts together; called once, when Electron is ready. */
export function startApplication(): void {
  logUncaught()
  enforceSecurity()
  let window: BrowserWindow | null = null
  const tell = (event: WorkbenchEvent): void => tellWindow(window, event)
  const currentWindow = (): BrowserWindow | null => window

  const engine = new EngineClient({
    onEvent: tell,
    onLost: () => {
      for (const file of grantedFiles()) void engine.call('register-file', file).catch(() => {})
      void workspaces.reopen().finally(async () => {
        if (window) await engine.connect(window.webContents)
        tell({ type: 'engine-restarted' })
      })
    },
    ask: (_name, { htmlPath, pdfPath }) => printPdf(htmlPath, pdfPath).then(() => null),
  })
  const dialogs = new Dialogs(currentWindow, currentLanguage)
  const workspaces = new Workspaces(engine, dialogs, currentWindow, () => tell({ type: 'changed', what: 'workspace' }))
  const openRequests = new OpenRequests(engine, workspaces, tell)

  const applySettings = (): void => {
    nativeTheme.themeSource = appSettings().theme
    buildMenu(currentLanguage(), (command) => tell({ type: 'command', command }))
  }
  applySettings()
  registerHandlers(createHandlers({ engine, workspaces, dialogs, openRequests, applySettings }))
  // Asked for at every load of the page: a reloaded page has lost its port.
  ipcMain.on('engine/port-wanted', (event) => {
    if (isTrustedSender(event)) void engine.connect(event.sender)
  })
  ipcMain.on('workbench/listening', (event) => {
    if (isTrustedSender(event)) void openRequests.pageReady()
  })

  window = createWindow()
  window.on('closed', () => {
    window = null
    app.quit()
  })
  app.on('second-instance', (_event, argv, folder) => {
    window?.show()
    window?.focus()
    openRequests.take(ownArguments(argv), folder)
  })
  app.on('open-file', (event, file) => {
    event.preventDefault()
    openRequests.take([file], process.cwd())
  })
  openRequests.take(ownArguments(process.argv), process.cwd())
  quitCleanly(engine)
}

/** What follows the program: in development also the application's folder, and switches of Electron before it. */
function ownArguments(argv: string[]): string[] {
  if (app.isPackaged) return argv.slice(1)
  const folder = argv.findIndex((argument) => path.resolve(argument) === app.getAppPath())
  return argv.slice(folder + 1)
}

/** Lets the engine close the workspace before the program ends, so that one clean file remains. */
function quitCleanly(engine: EngineClient): void {
  let stopped = false
  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void engine
      .stop()
      .catch((thrown: unknown) => process.stderr.write(`${JSON.stringify(toAppError(thrown))}\n`))
      .finally(() => {
        stopped = true
        app.quit()
      })
  })
}
