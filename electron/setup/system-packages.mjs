/** Libraries and tools of the operating system (Debian and its kin): probed, and installed when we are root. */

import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { runQuietly } from './child.mjs'
import { log, SetupError } from './log.mjs'

/**
 * What each package is for. `runtime`: Electron does not start without it. `headless`: a display where there is
 * none. `fonts`: Chinese in figures and PDFs. `checks`: used by tests only.
 * @typedef {'runtime' | 'headless' | 'fonts' | 'checks'} Purpose
 * @typedef {{ names: string[], purpose: Purpose }} Need
 */

/** The first name is Debian 12's; later ones are what newer releases call it. @type {Need[]} */
export const needs = [
  { names: ['libgtk-3-0', 'libgtk-3-0t64'], purpose: 'runtime' },
  { names: ['libnss3'], purpose: 'runtime' },
  { names: ['libasound2', 'libasound2t64'], purpose: 'runtime' },
  { names: ['libgbm1'], purpose: 'runtime' },
  { names: ['xvfb'], purpose: 'headless' },
  { names: ['xauth'], purpose: 'headless' },
  { names: ['fonts-noto-cjk'], purpose: 'fonts' },
  { names: ['poppler-utils'], purpose: 'checks' },
]

/**
 * @param {Need[]} list
 * @param {Set<string>} installed names of installed packages
 * @returns {Need[]} those of which no name is installed
 */
export function missingNeeds(list, installed) {
  return list.filter((need) => !need.names.some((name) => installed.has(name)))
}

/**
 * Names to ask the package manager for.
 * @param {Need[]} missing
 * @param {Set<string>} available names that the package manager knows; empty when it was not asked
 */
export function namesToInstall(missing, available) {
  return missing.map((need) => need.names.find((name) => available.has(name)) ?? need.names[0] ?? '')
}

/**
 * @param {string} listing lines of "status<TAB>name", as dpkg-query prints them
 * @returns {Set<string>} names of the packages that are completely installed
 */
export function parseInstalled(listing) {
  const rows = listing.split('\n').map((line) => line.split('\t'))
  return new Set(rows.filter(([status]) => status === 'install ok installed').map(([, name]) => name ?? ''))
}

/**
 * Makes sure that the system has what a command cannot do without. As root everything missing is then installed at
 * once; otherwise the one command that does it is the error.
 * @param {Set<Purpose>} purposes what the command cannot do without
 */
export function ensureSystemPackages(purposes) {
  if (process.platform !== 'linux' || !fs.existsSync('/usr/bin/dpkg-query')) return
  const missing = missingNeeds(needs, queryInstalled())
  const isVital = (/** @type {Need} */ need) => purposes.has(need.purpose)
  if (!missing.some(isVital)) return
  if (process.getuid?.() !== 0) {
    throw new SetupError(`This machine lacks system packages. Run: ${manualCommand(missing)}`)
  }
  const left = install(missing)
  if (left.some(isVital)) throw new SetupError(`apt-get failed. Run yourself: ${manualCommand(left)}`)
}

/** @param {Need[]} missing */
function manualCommand(missing) {
  const known = queryAvailable(missing)
  return `sudo apt-get update && sudo apt-get install -y ${namesToInstall(missing, known).join(' ')}`
}

/** @param {Need[]} missing @returns {Need[]} those still missing */
function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const patience = ['-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=3']
  log('system packages are missing: apt-get update')
  runQuietly('apt-get', ['update', '-qq', ...patience], { env })
  const names = namesToInstall(missing, queryAvailable(missing))
  log(`apt-get install ${names.join(' ')}`)
  runQuietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...patience, ...names], { env })
  return missingNeeds(needs, queryInstalled())
}

function queryInstalled() {
  const names = needs.flatMap((need) => need.names)
  // dpkg-query ends with 1 when it knows nothing about one of the names; the others are listed all the same.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are dpkg-query's.
  const args = ['-W', '-f=${Status}\\t${Package}\\n', ...names]
  return parseInstalled(spawnSync('dpkg-query', args, { encoding: 'utf8' }).stdout ?? '')
}

/** @param {Need[]} missing @returns {Set<string>} which of their names can be installed */
function queryAvailable(missing) {
  const names = missing.flatMap((need) => need.names)
  const known = names.filter((name) => {
    const result = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' })
    return /Candidate: (?!\(none\))\S/.test(result.stdout ?? '')
  })
  return new Set(known)
}
