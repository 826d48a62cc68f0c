import fs from 'node:fs'
import path from 'node:path'
import { type AppSettings, appSettingsSchema } from '@shared/contract/channels'
import { app } from 'electron'
import { z } from 'zod'

/** What this computer remembers between two starts: the person's settings and where the window stood. */
const fileSchema = z.object({
  settings: appSettingsSchema.catch(appSettingsSchema.parse({})),
  window: z
    .object({ x: z.int(), y: z.int(), width: z.int().min(400), height: z.int().min(300), maximized: z.boolean() })
    .nullable()
    .catch(null),
})
type SettingsFile = z.infer<typeof fileSchema>
export type WindowState = NonNullable<SettingsFile['window']>

const RECENT_LIMIT = 12

function settingsPath(): string {
  return path.join(app.getPath('userData'), 'settings.json')
}

function readFile(): SettingsFile {
  try {
    return fileSchema.parse(JSON.parse(fs.readFileSync(settingsPath(), 'utf8')))
  } catch {
    return { settings: appSettingsSchema.parse({}), window: null }
  }
}

let current: SettingsFile | null = null

function state(): SettingsFile {
  current ??= readFile()
  return current
}

/** Writes a sibling first and renames it, so that a crash leaves the old settings. */
function save(next: SettingsFile): void {
  current = next
  const file = settingsPath()
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(`${file}.tmp`, JSON.stringify(next, null, 2))
  fs.renameSync(`${file}.tmp`, file)
}

export function appSettings(): AppSettings {
  return state().settings
}

type Change<T> = { [K in keyof T]?: T[K] | undefined }

export function changeAppSettings(change: Change<AppSettings>): AppSettings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  save({ ...state(), settings: { ...state().settings, ...given } })
  return appSettings()
}

/** Puts a workspace on top of the recent ones. */
export function rememberWorkspace(workspacePath: string, name: string, openedAt: string): void {
  const others = appSettings().recentWorkspaces.filter((recent) => recent.path !== workspacePath)
  changeAppSettings({ recentWorkspaces: [{ path: workspacePath, name, openedAt }, ...others].slice(0, RECENT_LIMIT) })
}

export function windowState(): WindowState | null {
  return state().window
}

export function rememberWindow(window: WindowState): void {
  save({ ...state(), window })
}
