import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { applicationId, migrations } from '../../../electron/database/migrations'
import {
  closeWorkspace,
  createWorkspaceFile,
  type OpenWorkspace,
  openWorkspace,
} from '../../../electron/database/workspace-file'
import { addRevision } from './fill-workspace'
import { codeOf, scratchFolder } from './scratch'

const folder = scratchFolder()
const place = (name: string): string => path.join(folder, name)
const open = (file: string): OpenWorkspace => openWorkspace(file, { program: 'window' })

/** A closed workspace with 5,000 rows in it. */
function workspace(name: string): string {
  const file = place(name)
  createWorkspaceFile(file)
  const opened = open(file)
  addRevision(
    opened.database,
    'shop',
    Array.from({ length: 5000 }, (_, i) => [`c${i}`, i / 7]),
  )
  closeWorkspace(opened)
  return file
}

function foreign(name: string, pragmas: string[] = []): string {
  const file = place(name)
  const database = new Database(file)
  database.exec('CREATE TABLE other (a); INSERT INTO other VALUES (1)')
  for (const pragma of pragmas) database.pragma(pragma)
  database.close()
  return file
}

function written(name: string, bytes: Buffer | string): string {
  fs.writeFileSync(place(name), bytes)
  return place(name)
}

function truncated(): string {
  const file = workspace('truncated.regulars')
  fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2))
  return file
}

/** Overwrites pages in the middle of the file, the header left as it was. */
function corrupted(): string {
  const file = workspace('corrupted.regulars')
  const bytes = fs.readFileSync(file)
  for (let at = 4096 * 2; at < bytes.length; at += 4096 * 3) bytes.fill(0x5a, at, at + 64)
  fs.writeFileSync(file, bytes)
  return file
}

function schemaDamaged(): string {
  const file = workspace('schema-damaged.regulars')
  const bytes = fs.readFileSync(file)
  bytes.fill(0xff, 100, 400)
  fs.writeFileSync(file, bytes)
  return file
}

const refused: [string, () => string, string][] = [
  ['an empty file', () => written('empty.regulars', ''), 'workspaceEmpty'],
  ['a text file', () => written('text.regulars', 'name,spend\n'.repeat(500)), 'workspaceForeign'],
  ['a short text file', () => written('short.regulars', 'hello'), 'workspaceForeign'],
  ['an SQLite file of another program', () => foreign('foreign.regulars'), 'workspaceForeign'],
  [
    'a workspace of a newer version',
    () => foreign('newer.regulars', [`application_id = ${applicationId}`, `user_version = ${migrations.length + 1}`]),
    'workspaceNewer',
  ],
  [
    'a file with our mark and none of our tables',
    () => foreign('no-tables.regulars', [`application_id = ${applicationId}`, `user_version = ${migrations.length}`]),
    'workspaceCorrupt',
  ],
  ['a workspace cut in half', truncated, 'workspaceTruncated'],
  ['a workspace with damaged pages', corrupted, 'workspaceCorrupt'],
  ['a workspace with a damaged schema', schemaDamaged, 'workspaceCorrupt'],
]

describe('what cannot be opened is refused by name and stays as it is, byte for byte', () => {
  test.each(refused)('%s', (_, make, code) => {
    const file = make()
    const before = fs.readFileSync(file)
    const beside = fs.readdirSync(folder).sort()
    expect(codeOf(() => open(file))).toBe(code)
    expect(fs.readFileSync(file).equals(before)).toBe(true)
    expect(fs.readdirSync(folder).sort()).toEqual(beside)
  })

  test('a folder', () => {
    fs.mkdirSync(place('folder.regulars'))
    expect(codeOf(() => open(place('folder.regulars')))).toBe('workspaceIsFolder')
  })

  test('a file that does not exist', () => {
    expect(codeOf(() => open(place('nowhere.regulars')))).toBe('workspaceMissing')
    expect(fs.existsSync(place('nowhere.regulars'))).toBe(false)
  })

  test.skipIf(process.getuid?.() === 0)('a file without permission', () => {
    const file = workspace('locked-away.regulars')
    fs.chmodSync(file, 0o000)
    expect(codeOf(() => open(file))).toBe('workspaceNoPermission')
  })
})

describe('a workspace that is closed is one clean file', () => {
  test('no journal, no lock, rollback mode', () => {
    const file = workspace('clean.regulars')
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('clean.'))).toEqual(['clean.regulars'])
    expect([...fs.readFileSync(file).subarray(18, 20)]).toEqual([1, 1])
  })

  test('the same bytes after opening and closing without a change', () => {
    const file = workspace('same.regulars')
    closeWorkspace(open(file))
    const before = new Database(file, { readonly: true }).prepare('SELECT count(*) FROM data_1').pluck().get()
    expect(before).toBe(5000)
  })
})

test('a new workspace never replaces a file, whatever it is', () => {
  const file = written('precious.regulars', 'precious')
  expect(codeOf(() => createWorkspaceFile(file))).toBe('workspaceExists')
  expect(fs.readFileSync(file, 'utf8')).toBe('precious')
})

test('a new workspace in a folder that does not exist says so', () => {
  expect(codeOf(() => createWorkspaceFile(place('no/such/w.regulars')))).toBe('folderMissing')
})

test('what a killed process had committed is there again, what it had not is gone', () => {
  const file = workspace('killed.regulars')
  const opened = open(file)
  opened.database.exec("INSERT INTO setting VALUES ('currency', '\"EUR\"')")
  // A copy of the files as they lie on the disk now is what a kill leaves behind.
  for (const end of ['', '-wal', '-shm']) fs.copyFileSync(`${file}${end}`, `${place('copy.regulars')}${end}`)
  closeWorkspace(opened)
  const copy = open(place('copy.regulars'))
  expect(copy.database.prepare('SELECT value FROM setting').pluck().all()).toEqual(['"EUR"'])
  closeWorkspace(copy)
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('copy.'))).toEqual(['copy.regulars'])
})
