import fs from 'node:fs/promises'
import nodePath from 'node:path'
import { failure } from '@shared/contract/app-error'
import { app, clipboard, nativeImage, shell } from 'electron'
import { appVersion } from '../paths'
import type { Dialogs } from './dialogs'
import type { EngineClient } from './engine-client'
import { grantFile, isGranted, pathOfToken } from './file-tokens'
import type { MainHandlers } from './ipc'
import { systemLanguage } from './language'
import type { OpenRequests } from './open-requests'
import { keepPasted } from './pasted-tables'
import { appSettings, changeAppSettings } from './settings-file'
import type { Workspaces } from './workspaces'

interface Parts {
  engine: EngineClient
  workspaces: Workspaces
  dialogs: Dialogs
  openRequests: OpenRequests
  /** Called after settings changed: menu and native theme follow. */
  applySettings(): void
}

/** One handler for every `main` channel. */
export function createHandlers({ engine, workspaces, dialogs, openRequests, applySettings }: Parts): MainHandlers {
  return {
    'app/info': () => ({
      version: appVersion(),
      platform: process.platform,
      systemLanguage: systemLanguage(),
      electron: process.versions.electron ?? '',
    }),
    'app/settings': (change) => {
      if (!change) return appSettings()
      const settings = changeAppSettings(change)
      applySettings()
      return settings
    },
    'app/copy-picture': ({ png }) => {
      clipboard.writeImage(nativeImage.createFromBuffer(Buffer.from(png)))
      return null
    },
    'workspace/create': ({ sample, ask }) => workspaces.create(sample, ask),
    'workspace/open': ({ recentPath }) => (recentPath ? workspaces.openRecent(recentPath) : workspaces.openByDialog()),
    'workspace/close': async () => {
      await workspaces.close()
      return null
    },
    'workspace/save-copy': () => workspaces.saveCopy(),
    'file/choose': async () => openRequests.grant(await dialogs.dataFiles()),
    'file/dropped': ({ paths }) => openRequests.open(paths),
    'file/pasted': async ({ text }) => {
      const [token] = await openRequests.grant([await keepPasted(text)])
      if (!token) throw failure('fileTokenUnknown')
      return token
    },
    'file/save-as': async ({ suggestedName, format }) => {
      const chosen = await dialogs.saveAs(suggestedName, format)
      if (!chosen) return null
      const token = grantFile(chosen, 'write')
      await engine.call('register-file', { token: token.token, path: chosen, access: 'write' })
      return token
    },
    'file/write': async ({ token, bytes }) => {
      await fs.writeFile(pathOfToken(token, 'write'), bytes)
      return null
    },
    'file/reveal': ({ path }) => {
      const known = isGranted(path) || workspaces.info?.path === path || isInside(app.getPath('documents'), path)
      if (!known) throw failure('fileTokenUnknown')
      shell.showItemInFolder(path)
      return null
    },
  }
}

function isInside(folder: string, file: string): boolean {
  const relative = nodePath.relative(folder, file)
  return relative !== '' && !relative.startsWith('..') && !nodePath.isAbsolute(relative)
}
