/**
 * The set-up that every command starts with: system packages, npm packages, Electron, the native module and, when
 * asked for, the bundles. Quick when there is nothing to do; two commands at once do not disturb each other.
 * Run by itself, it prepares everything: `node electron/setup/ensure.mjs`.
 */

import path from 'node:path'
import { build, buildIsFresh } from './build.mjs'
import { dependenciesAreFresh, installDependencies } from './dependencies.mjs'
import { electronIsReady, installElectron } from './electron-runtime.mjs'
import { withLock } from './lock.mjs'
import { log, runMain } from './log.mjs'
import { installNativeModule, nativeModuleIsReady } from './native-module.mjs'
import { out } from './project.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

/** @typedef {import('./system-packages.mjs').Purpose} Purpose */
/** @typedef {{ isDone: () => boolean, perform: () => void | Promise<void> }} Step */

/** @type {Step} */
const dependenciesStep = { isDone: dependenciesAreFresh, perform: installDependencies }
/** @type {Step[]} */
const runtimeSteps = [
  { isDone: electronIsReady, perform: installElectron },
  { isDone: nativeModuleIsReady, perform: installNativeModule },
]
/** @type {Step} */
const bundlesStep = { isDone: buildIsFresh, perform: build }

/** For tools that only read the sources (type check, lint): the npm packages. */
export async function ensureDependencies() {
  await perform([dependenciesStep])
}

/**
 * For whatever runs in Electron.
 * @param {{ bundles?: boolean, purposes?: Purpose[] }} [needs] whether the bundles are needed, and which kinds of
 *   system packages the command cannot do without besides `runtime`
 */
export async function ensure(needs = {}) {
  ensureSystemPackages(new Set([/** @type {const} */ ('runtime'), ...(needs.purposes ?? [])]))
  await perform([dependenciesStep, ...runtimeSteps, ...(needs.bundles ? [bundlesStep] : [])])
}

/** @param {Step[]} steps */
async function perform(steps) {
  if (steps.every((step) => step.isDone())) return
  await withLock(path.join(out, 'setup.lock'), async () => {
    for (const step of steps) if (!step.isDone()) await step.perform()
  })
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    await ensure({ bundles: true, purposes: ['headless', 'fonts', 'checks'] })
    log('ready')
    return 0
  })
}
