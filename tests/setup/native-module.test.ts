import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { pinnedVersions } from '../../electron/setup/project.mjs'

test('tests run in the Electron that users get, with its native SQLite', () => {
  expect(process.versions['electron']).toBe(pinnedVersions().electron)
  const database = new Database(':memory:')
  expect(database.prepare('SELECT sqlite_version() AS version').get()).toMatchObject({ version: expect.any(String) })
  database.close()
})
