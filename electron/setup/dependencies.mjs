/** The packages of the lock file in node_modules. Knows only Node itself: it runs before anything is installed. */

import fs from 'node:fs'
import path from 'node:path'
import { runQuietly } from './child.mjs'
import { log, SetupError } from './log.mjs'
import { nodeModules, root, setupState } from './project.mjs'
import { fingerprint, stampMatches, writeStamp } from './stamp.mjs'

const stampFile = path.join(setupState, 'dependencies')
const installedFile = path.join(nodeModules, '.package-lock.json')

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockEntry */
/** @typedef {Record<string, LockEntry>} LockEntries */

/**
 * Names the packages that the lock file wants and node_modules does not have in that version. Optional ones may be
 * absent (they are for other platforms), but not in another version.
 * @param {LockEntries} wanted `packages` of package-lock.json
 * @param {LockEntries} installed `packages` of the lock that npm leaves in node_modules
 * @returns {string[]} their places
 */
export function outdatedPackages(wanted, installed) {
  return Object.entries(wanted)
    .filter(([place, entry]) => {
      if (place === '' || entry.link) return false
      const present = installed[place]
      if (present === undefined) return entry.optional !== true
      return present.version !== entry.version || present.integrity !== entry.integrity
    })
    .map(([place]) => place)
}

/** @returns {boolean} whether nothing has to be installed */
export function dependenciesAreFresh() {
  const stamp = currentStamp()
  if (stampMatches(stampFile, stamp)) return true
  if (!fs.existsSync(installedFile) || missing().length > 0) return false
  writeStamp(stampFile, stamp)
  return true
}

/** Installs exactly what the lock file says. */
export function installDependencies() {
  const first = !fs.existsSync(installedFile)
  log(first ? 'installing packages (npm ci)' : 'package-lock.json has changed: updating packages')
  const how = first ? ['ci'] : ['install', '--no-save']
  if (!runQuietly('npm', [...how, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])) {
    throw new SetupError('npm could not install the packages; its message is above.')
  }
  const left = missing()
  if (left.length > 0) {
    throw new SetupError(`package.json and package-lock.json disagree about ${left[0]}; run: npm install`)
  }
  writeStamp(stampFile, currentStamp())
}

function currentStamp() {
  return fingerprint(root, ['package-lock.json', 'node_modules/.package-lock.json'])
}

function missing() {
  return outdatedPackages(readPackages(path.join(root, 'package-lock.json')), readPackages(installedFile))
}

/** @param {string} file @returns {LockEntries} */
function readPackages(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8')).packages
}
