/** The application's bundles in out/, rebuilt only when something that they are made from has changed. */

import fs from 'node:fs'
import path from 'node:path'
import { runQuietly } from './child.mjs'
import { log, SetupError } from './log.mjs'
import { nodeModules, out, root } from './project.mjs'
import { fingerprint, stampMatches, writeStamp } from './stamp.mjs'

const sources = ['electron', 'renderer', 'shared', 'resources']
const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'electron.vite.config.ts']
const parts = ['main', 'preload', 'renderer']
const stampFile = path.join(out, 'build-stamp')
/** Bundles are made beside `out` (same depth, so that source maps fit) and moved in when all are done. */
const draft = path.join(root, '.build')

/** @returns {boolean} whether the bundles match the sources */
export function buildIsFresh() {
  return stampMatches(stampFile, currentStamp()) && fs.existsSync(path.join(out, 'main'))
}

/** Builds main process, workers, preload and renderer. */
export function build() {
  const stamp = currentStamp()
  log('building the application')
  fs.rmSync(draft, { recursive: true, force: true })
  const cli = path.join(nodeModules, 'electron-vite/bin/electron-vite.js')
  if (!runQuietly(process.execPath, [cli, 'build', '--outDir', draft, '--logLevel', 'warn'])) {
    throw new SetupError('The build failed; its message is above.')
  }
  fs.mkdirSync(out, { recursive: true })
  for (const part of parts) publish(part)
  fs.rmSync(draft, { recursive: true, force: true })
  writeStamp(stampFile, stamp)
}

/** Forgets that the bundles are fresh: something else is about to write them. */
export function invalidateBuild() {
  fs.rmSync(stampFile, { force: true })
}

/** @param {string} part */
function publish(part) {
  const retired = path.join(draft, `old-${part}`)
  const place = path.join(out, part)
  if (fs.existsSync(place)) fs.renameSync(place, retired)
  if (fs.existsSync(path.join(draft, part))) fs.renameSync(path.join(draft, part), place)
}

function currentStamp() {
  return fingerprint(root, [...sources, ...settings], (relative) => relative === 'electron/setup')
}
