/**
 * Sets up, then starts what a command of package.json is about. `node electron/setup/run.mjs WHAT [arguments]`:
 * start, dev, demo, cli, build, vitest, bench, playwright, package.
 */

import { createRequire } from 'node:module'
import path from 'node:path'
import { runAttached } from './child.mjs'
import { withDisplay } from './display.mjs'
import { ensure } from './ensure.mjs'
import { log, runMain, SetupError } from './log.mjs'
import { electronExecutable, needsNoSandbox, out, root } from './project.mjs'

const require = createRequire(import.meta.url)
const cliBundle = path.join(out, 'main/cli.js')
const sandboxArguments = needsNoSandbox ? ['--no-sandbox'] : []

/** @typedef {(args: string[]) => Promise<number>} Command */

/** @type {Record<string, Command>} */
export const commands = {
  async start(args) {
    if (!hasDisplay()) {
      log('there is no display, so no window can open; running the main job on the sample data instead')
      return commands['demo']?.(args) ?? 1
    }
    await ensure({ bundles: true })
    return runAttached(electronExecutable, ['.', ...sandboxArguments, ...args], { env: windowEnvironment() })
  },

  async dev(args) {
    await ensure()
    const { invalidateBuild } = await import('./build.mjs')
    invalidateBuild()
    const flags = needsNoSandbox ? ['--noSandbox'] : []
    const cli = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js')
    return withDisplay(windowEnvironment(), (env) =>
      runAttached(process.execPath, [cli, 'dev', '--watch', ...flags, ...args], { env }),
    )
  },

  async demo(args) {
    await ensure({ bundles: true, purposes: ['headless', 'fonts'] })
    return withDisplay(process.env, (env) => runInElectronNode(cliBundle, ['demo', ...args], env))
  },

  async cli(args) {
    await ensure({ bundles: true })
    return runInElectronNode(cliBundle, args, process.env)
  },

  async build() {
    await ensure({ bundles: true })
    return 0
  },

  async vitest(args) {
    await ensure()
    return vitest(args, 'tests/config/vitest.config.mts')
  },

  async bench(args) {
    await ensure({ bundles: true })
    return vitest(['run', ...args], 'tests/config/vitest.bench.config.mts')
  },

  async playwright(args) {
    await ensure({ bundles: true, purposes: ['headless', 'fonts', 'checks'] })
    const config = args.includes('--config') ? [] : ['--config', 'tests/config/playwright.config.ts']
    const [verb = 'test', ...rest] = args
    return withDisplay(windowEnvironment(), (env) =>
      runAttached(process.execPath, [require.resolve('@playwright/test/cli'), verb, ...config, ...rest], { env }),
    )
  },
}

/** @param {string[]} args @param {string} config */
function vitest(args, config) {
  const entry = path.join(root, 'node_modules/vitest/vitest.mjs')
  const configuration = args.includes('--config') ? [] : ['--config', config]
  return runInElectronNode(entry, [...args, ...configuration], process.env)
}

/**
 * Runs a script in Electron's own Node: one native module serves the application, the command line and the tests.
 * @param {string} script @param {string[]} args @param {NodeJS.ProcessEnv} env
 */
function runInElectronNode(script, args, env) {
  return runAttached(electronExecutable, [script, ...args], { env: { ...env, ELECTRON_RUN_AS_NODE: '1' } })
}

/** The environment for a real window: Electron must not be told to be Node. */
function windowEnvironment() {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env
  return rest
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

await runMain(async () => {
  const [what = '', ...args] = process.argv.slice(2)
  const command = commands[what]
  if (command === undefined) throw new SetupError(`Unknown command '${what}'. Known: ${Object.keys(commands).join(', ')}`)
  return command(args)
})
