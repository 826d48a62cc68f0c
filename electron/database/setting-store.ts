import { type WorkspaceSettings, workspaceSettingsSchema } from '@shared/contract/workspace'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'

/** The workspace's settings, defaults filled in. */
export function readSettings(database: ReadableDatabase): WorkspaceSettings {
  const rows = prepared<{ key: string; value: string }>(database, 'SELECT key, value FROM setting').all()
  const stored = Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]))
  return workspaceSettingsSchema.parse(stored)
}

/** Changes the settings given and keeps the others. */
export function writeSettings(database: WritableDatabase, changes: Partial<WorkspaceSettings>): WorkspaceSettings {
  const insert = prepared(database, 'INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)')
  database.transaction(() => {
    for (const [key, value] of Object.entries(changes)) if (value !== undefined) insert.run(key, JSON.stringify(value))
  })()
  return readSettings(database)
}
