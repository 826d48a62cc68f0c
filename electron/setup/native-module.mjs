/** better-sqlite3's native part, built for Electron: the official prebuilt file first, else the registry package's. */

import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { runQuietly } from './child.mjs'
import { downloadIsWorthTrying } from './electron-runtime.mjs'
import { log, SetupError } from './log.mjs'
import { electronExecutable, nodeModules, pinnedVersions, root, setupState } from './project.mjs'
import { registryPackage, unpackRegistryPackage } from './registry-runtime.mjs'
import { fingerprint, stampMatches, writeStamp } from './stamp.mjs'

const packageFolder = path.join(nodeModules, 'better-sqlite3')
const nativeFile = path.join(packageFolder, 'build/Release/better_sqlite3.node')
const stampFile = path.join(setupState, 'native-module')
const downloadTimeoutMs = 120_000
const trialTimeoutMs = 60_000
const trial = "new (require('better-sqlite3'))(':memory:').prepare('SELECT 1').get()"

/** @returns {boolean} whether this very file was seen to work with this very Electron */
export function nativeModuleIsReady() {
  return fs.existsSync(nativeFile) && stampMatches(stampFile, currentStamp())
}

/** Puts the native module in place and tries it out. */
export async function installNativeModule() {
  if (fs.existsSync(nativeFile) && works().ok) return
  if ((await downloadIsWorthTrying()) && downloadPrebuilt() && works().ok) return
  const source = path.join(await unpackRegistryPackage(), registryPackage.nativeModule)
  fs.mkdirSync(path.dirname(nativeFile), { recursive: true })
  fs.copyFileSync(source, `${nativeFile}.new`)
  fs.renameSync(`${nativeFile}.new`, nativeFile)
  log('better-sqlite3 taken from the registry package')
  const outcome = works()
  if (!outcome.ok) throw new SetupError(`better-sqlite3 does not load in Electron: ${outcome.message}`)
}

function downloadPrebuilt() {
  const { electron, sqlite } = pinnedVersions()
  log(`downloading better-sqlite3 ${sqlite} for Electron ${electron}`)
  const require = createRequire(import.meta.url)
  const installer = require.resolve('prebuild-install/bin.js', { paths: [packageFolder] })
  const args = [installer, '-r', 'electron', '-t', electron, '--arch', process.arch, '--platform', process.platform]
  return runQuietly(process.execPath, args, { cwd: packageFolder, timeoutMs: downloadTimeoutMs, quiet: true })
}

/** Opens a database in Electron's Node; a success is remembered. */
function works() {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const options = /** @type {const} */ ({ cwd: root, encoding: 'utf8', timeout: trialTimeoutMs })
  const result = spawnSync(electronExecutable, ['-e', trial], { ...options, env })
  if (result.status === 0) writeStamp(stampFile, currentStamp())
  return { ok: result.status === 0, message: (result.stderr || result.error?.message || '').trim().split('\n').at(-1) }
}

function currentStamp() {
  return fingerprint(nodeModules, ['better-sqlite3/build/Release/better_sqlite3.node', 'electron/dist/version'])
}
