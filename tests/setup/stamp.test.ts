import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint, stampMatches, writeStamp } from '../../electron/setup/stamp.mjs'

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stamp-'))
  fs.mkdirSync(path.join(folder, 'source/inner'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'source/inner/file.ts'), 'one')
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

const take = () => fingerprint(folder, ['source', 'absent.json'], (relative) => relative === 'source/ignored')

test('the fingerprint is the same as long as nothing changes', () => {
  expect(take()).toBe(take())
})

test('a file that is added, changed, touched, renamed or removed changes the fingerprint', () => {
  const file = path.join(folder, 'source/inner/file.ts')
  const seen = new Set([take()])
  const changes = [
    () => fs.writeFileSync(path.join(folder, 'source/new.ts'), ''),
    () => fs.writeFileSync(file, 'longer'),
    () => fs.utimesSync(file, 1, 1),
    () => fs.renameSync(file, path.join(folder, 'source/inner/other.ts')),
    () => fs.rmSync(path.join(folder, 'source/new.ts')),
    () => fs.writeFileSync(path.join(folder, 'absent.json'), '{}'),
  ]
  for (const change of changes) {
    change()
    seen.add(take())
  }
  expect(seen.size).toBe(changes.length + 1)
})

test('an ignored folder does not count', () => {
  const before = take()
  fs.mkdirSync(path.join(folder, 'source/ignored'))
  fs.writeFileSync(path.join(folder, 'source/ignored/file'), 'x')
  expect(take()).toBe(before)
})

test('a stamp matches what was written, and nothing matches an absent stamp', () => {
  const file = path.join(folder, 'state/step')
  expect(stampMatches(file, '')).toBe(false)
  writeStamp(file, 'abc')
  expect(stampMatches(file, 'abc')).toBe(true)
  expect(stampMatches(file, 'abd')).toBe(false)
})
