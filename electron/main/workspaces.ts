import fs from 'node:fs'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import type { WorkspaceInfo } from '@shared/contract/workspace'
import { app, type BrowserWindow } from 'electron'
import type { Dialogs } from './dialogs'
import type { EngineClient } from './engine-client'
import { appSettings, rememberWorkspace } from './settings-file'

/** An engine that ends again so soon after a workspace was reopened is taken to end because of it. */
const reopenPauseMs = 10_000

/** Which workspace is open: opens, creates and closes it through the engine and keeps the recent ones. */
export class Workspaces {
  private current: WorkspaceInfo | null = null
  private reopenedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly engine: EngineClient,
    private readonly dialogs: Dialogs,
    private readonly window: () => BrowserWindow | null,
    private readonly onChange: () => void,
  ) {}

  get info(): WorkspaceInfo | null {
    return this.current
  }

  private adopt(info: WorkspaceInfo | null): WorkspaceInfo | null {
    this.current = info
    if (info) {
      rememberWorkspace(info.path, info.name, new Date().toISOString())
      app.addRecentDocument(info.path)
    }
    this.window()?.setTitle(info ? `${info.name} – Regulars` : 'Regulars · 常客')
    this.onChange()
    return info
  }

  async open(filePath: string): Promise<WorkspaceInfo | null> {
    if (this.current?.path === filePath) return this.current
    return this.replace({ path: filePath })
  }

  /** When the other file cannot be opened, the one that was open is opened again. */
  private async replace(request: { path: string; create?: boolean; sample?: boolean }): Promise<WorkspaceInfo | null> {
    const before = this.current
    try {
      return this.adopt(await this.engine.call('open', request))
    } catch (thrown) {
      if (before) this.adopt(await this.engine.call('open', { path: before.path }).catch(() => null))
      throw thrown
    }
  }

  /** Opens a recent workspace; only paths that this computer remembers are taken. */
  async openRecent(recentPath: string): Promise<WorkspaceInfo | null> {
    const known = appSettings().recentWorkspaces.some((recent) => recent.path === recentPath)
    if (!known) throw failure('fileTokenUnknown')
    return this.open(recentPath)
  }

  async openByDialog(): Promise<WorkspaceInfo | null> {
    const chosen = await this.dialogs.workspaceToOpen()
    return chosen ? this.open(chosen) : null
  }

  async create(sample: boolean, ask: boolean): Promise<WorkspaceInfo | null> {
    const name = this.dialogs.say(sample ? 'sampleWorkspace' : 'untitledWorkspace')
    if (ask) {
      const chosen = await this.dialogs.workspaceToSave('newWorkspace', name)
      if (!chosen) return null
      // The dialog has asked about replacing. What is replaced goes to the bin, never to nothing.
      if (fs.existsSync(chosen)) throw failure('fileExists', { path: chosen })
      return this.replace({ path: chosen, create: true, sample })
    }
    const folder = path.join(app.getPath('documents'), 'Regulars')
    fs.mkdirSync(folder, { recursive: true })
    const usual = path.join(folder, `${name}.regulars`)
    if (sample && fs.existsSync(usual)) return this.open(usual)
    return this.replace({ path: freePath(folder, name), create: true, sample })
  }

  async close(): Promise<void> {
    await this.engine.call('close', null)
    this.adopt(null)
  }

  async saveCopy(): Promise<{ path: string } | null> {
    if (!this.current) throw failure('noWorkspace')
    const chosen = await this.dialogs.workspaceToSave('saveCopy', `${this.current.name} 2`)
    return chosen ? this.engine.call('save-copy', { path: chosen }) : null
  }

  /** After the engine was started again: what was stored is safe, so it is opened again, unless that is what ends the engine. */
  async reopen(): Promise<void> {
    const isSoon = performance.now() - this.reopenedAt < reopenPauseMs
    this.reopenedAt = performance.now()
    if (isSoon) this.adopt(null)
    else if (this.current) this.adopt(await this.engine.call('open', { path: this.current.path }).catch(() => null))
  }
}

/** `My customers.regulars`, or with the first number that is free. */
function freePath(folder: string, name: string): string {
  for (let number = 1; ; number++) {
    const candidate = path.join(folder, number === 1 ? `${name}.regulars` : `${name} ${number}.regulars`)
    if (!fs.existsSync(candidate)) return candidate
  }
}
