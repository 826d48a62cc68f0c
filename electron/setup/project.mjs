/** Where things are in the project, and which versions it pins: package.json is the one place that says so. */

import fs from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')
export const nodeModules = path.join(root, 'node_modules')
export const electronFolder = path.join(nodeModules, 'electron')
export const electronDist = path.join(electronFolder, 'dist')
/** Stamps and temporary folders of the set-up; `npm ci` removes them together with what they describe. */
export const setupState = path.join(nodeModules, '.regulars')
export const out = path.join(root, 'out')

const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }

/** Path of Electron's executable inside its `dist` folder. */
export const executableName =
  process.platform === 'darwin' || process.platform === 'win32' ? executables[process.platform] : 'electron'

export const electronExecutable = path.join(electronDist, executableName)

/** @typedef {{ version: string, dependencies: Record<string, string>, devDependencies: Record<string, string> }} Manifest */

/** @returns {Manifest} the project's package.json */
export function readManifest() {
  return JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
}

/** @returns {{ electron: string, sqlite: string }} the pinned versions of Electron and better-sqlite3 */
export function pinnedVersions() {
  const manifest = readManifest()
  return {
    electron: manifest.devDependencies['electron'] ?? '',
    sqlite: manifest.dependencies['better-sqlite3'] ?? '',
  }
}

/** True where Chromium's sandbox refuses to start: as root on Linux (development and tests only). */
export const needsNoSandbox = process.platform === 'linux' && process.getuid?.() === 0
