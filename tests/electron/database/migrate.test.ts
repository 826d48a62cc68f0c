import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { applicationId, type Migration, migrations } from '../../../electron/database/migrations'
import { closeWorkspace, createWorkspaceFile, openWorkspace } from '../../../electron/database/workspace-file'
import { addRevision } from './fill-workspace'
import { codeOf, scratchFolder } from './scratch'

const folder = scratchFolder()
const next: Migration = { version: migrations.length + 1, up: 'CREATE TABLE added (a INTEGER)' }
const broken: Migration = {
  version: migrations.length + 1,
  up: 'CREATE TABLE added (a INTEGER); CREATE TABLE added (b)',
}

function older(name: string): string {
  const file = path.join(folder, name)
  createWorkspaceFile(file)
  const opened = openWorkspace(file, { program: 'window' })
  addRevision(opened.database, 'shop', [['a', 1]])
  closeWorkspace(opened)
  return file
}

test('migrations are numbered from 1 without gaps', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1))
})

test('a new workspace has our mark and the newest schema number', () => {
  const file = older('mark.regulars')
  const database = new Database(file, { readonly: true })
  expect(database.pragma('application_id', { simple: true })).toBe(applicationId)
  expect(database.pragma('user_version', { simple: true })).toBe(migrations.length)
  database.close()
})

test('an older workspace is copied, then brought up to date; the copy is the old file byte for byte', () => {
  const file = older('older.regulars')
  const before = fs.readFileSync(file)
  const opened = openWorkspace(file, { program: 'window', migrations: [...migrations, next] })
  expect(opened.database.prepare('SELECT count(*) FROM added').pluck().get()).toBe(0)
  expect(opened.database.pragma('user_version', { simple: true })).toBe(next.version)
  expect(opened.backupPath).toBe(path.join(folder, `older.before-update-v${migrations.length}.regulars`))
  expect(fs.readFileSync(opened.backupPath ?? '').equals(before)).toBe(true)
  closeWorkspace(opened)
})

test('a migration that fails leaves the file at its old schema', () => {
  const file = older('fails.regulars')
  expect(codeOf(() => openWorkspace(file, { program: 'window', migrations: [...migrations, broken] }))).toBeDefined()
  const opened = openWorkspace(file, { program: 'window' })
  expect(opened.database.pragma('user_version', { simple: true })).toBe(migrations.length)
  expect(opened.database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'added'").pluck().get()).toBe(0)
  closeWorkspace(opened)
})

test('an up-to-date workspace is not copied', () => {
  const file = older('current.regulars')
  const opened = openWorkspace(file, { program: 'window' })
  expect(opened.backupPath).toBeNull()
  closeWorkspace(opened)
})
