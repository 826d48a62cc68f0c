/**
 * Sets up, then runs what a command of package.json is about: `node electron/setup/run.mjs WHAT [arguments]`.
 * The names are the keys of `commands` below.
 */

import path from 'node:path'
import { runAttached } from './child.mjs'
import { hasDisplay, withDisplay } from './display.mjs'
import { ensure, ensureDependencies } from './ensure.mjs'
import { log, runMain, SetupError } from './log.mjs'
import { electronExecutable, needsNoSandbox, nodeModules, out, root } from './project.mjs'

const cliBundle = path.join(out, 'main/cli.js')
const config = 'tests/config'

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  start,
  dev,
  demo,
  cli,
  bench,
  vitest,
  playwright,
  package: packageApplication,
  build: async () => {
    await ensure({ bundles: true })
    return 0
  },
  typecheck: () => runTools([['typescript/bin/tsc'], ['typescript/bin/tsc', '-p', `${config}/tsconfig.shared.json`]]),
  lint: (args) => runTools([['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', ...args]]),
  format: (args) => runTools([['@biomejs/biome/bin/biome', 'check', '--write', ...args]]),
  imports: () => {
    const folders = ['electron', 'renderer', 'shared']
    return runTools([
      ['dependency-cruiser/bin/dependency-cruise.mjs', '--config', `${config}/import-rules.cjs`, ...folders],
    ])
  },
  unused: () => runTools([['knip/bin/knip.js', '--config', `${config}/knip.json`]]),
}

/** @param {string[]} args */
async function start(args) {
  if (!hasDisplay(process.env)) {
    log('there is no display, so no window can open: running the main job on the sample data instead')
    return demo(args)
  }
  await ensure({ bundles: true })
  const sandbox = needsNoSandbox ? ['--no-sandbox'] : []
  return runAttached(electronExecutable, ['.', ...sandbox, ...args], { env: windowEnvironment() })
}

/** @param {string[]} args */
async function dev(args) {
  await ensure()
  const { invalidateBuild } = await import('./build.mjs')
  invalidateBuild()
  const sandbox = needsNoSandbox ? ['--noSandbox'] : []
  return withDisplay(windowEnvironment(), (env) =>
    runTool(['electron-vite/bin/electron-vite.js', 'dev', '--watch', ...sandbox, ...args], env),
  )
}

/** @param {string[]} args */
async function demo(args) {
  await ensure({ bundles: true, purposes: ['headless', 'fonts'] })
  return runInElectronNode(cliBundle, ['demo', ...args], process.env)
}

/** A PDF is printed by a hidden window, which needs a display (virtual if need be) and fonts. @param {string[]} args */
async function cli(args) {
  const printsPdf = args[0] === 'report' && args.some((argument) => argument.toLowerCase().endsWith('.pdf'))
  await ensure({ bundles: true, purposes: printsPdf ? ['headless', 'fonts'] : [] })
  return runInElectronNode(cliBundle, args, process.env, callerFolder())
}

/** Where relative paths start: npm changes to the project's folder, but says where it was called. */
function callerFolder() {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env
  return script === 'cli' && folder ? folder : process.cwd()
}

/** Tests of threads and processes start the bundles. @param {string[]} args */
async function vitest(args) {
  const filters = args.filter((argument) => argument.startsWith('tests/'))
  const needsBundles = filters.length === 0 || filters.some((filter) => /integration|electron|oracles/.test(filter))
  await ensure()
  if (needsBundles) await ensureBundlesIfTheyBuild()
  return runVitest(args, `${config}/vitest.config.mts`)
}

/** A source that does not build is reported; tests that do not start its bundle can run all the same. */
async function ensureBundlesIfTheyBuild() {
  try {
    await ensure({ bundles: true })
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    log(`${error.message} Tests that start a bundle meet the last one that was built.`)
  }
}

/** @param {string[]} args */
async function bench(args) {
  await ensure({ bundles: true })
  return runVitest(['run', ...args], `${config}/vitest.bench.config.mts`)
}

/** @param {string[]} args */
async function playwright(args) {
  await ensure({ bundles: true, purposes: ['headless', 'fonts', 'checks'] })
  return withDisplay(windowEnvironment(), (env) =>
    runTool(['@playwright/test/cli.js', ...args, '--config', `${config}/playwright.config.ts`], env),
  )
}

/** Makes the application for this platform in dist/, without any network. @param {string[]} args */
async function packageApplication(args) {
  await ensure({ bundles: true })
  // No signing identity is looked for; the default compression level takes minutes and saves a few per cent.
  const env = { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false', ELECTRON_BUILDER_COMPRESSION_LEVEL: '4' }
  return runTool(
    ['electron-builder/cli.js', '--config', `${config}/electron-builder.cjs`, '--publish', 'never', ...args],
    env,
  )
}

/**
 * Runs tools that only read the sources, all of them even when one fails.
 * @param {string[][]} tools script inside node_modules and its arguments
 */
async function runTools(tools) {
  await ensureDependencies()
  let exitCode = 0
  for (const tool of tools) exitCode = (await runTool(tool, process.env)) || exitCode
  return exitCode
}

/** @param {string[]} tool script inside node_modules and its arguments @param {NodeJS.ProcessEnv} env */
function runTool([script = '', ...args], env) {
  return runAttached(process.execPath, [path.join(nodeModules, script), ...args], { env })
}

/** @param {string[]} args @param {string} configuration */
function runVitest(args, configuration) {
  return runInElectronNode(
    path.join(nodeModules, 'vitest/vitest.mjs'),
    [...args, '--config', configuration],
    process.env,
  )
}

/**
 * Runs a script in Electron's own Node: one native module serves the application, the command line and the tests.
 * @param {string} script @param {string[]} args @param {NodeJS.ProcessEnv} env @param {string} [cwd]
 */
function runInElectronNode(script, args, env, cwd = root) {
  return runAttached(electronExecutable, [script, ...args], { cwd, env: { ...env, ELECTRON_RUN_AS_NODE: '1' } })
}

/** The environment for a real window: Electron must not be told to be Node. */
function windowEnvironment() {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env
  return rest
}

await runMain(async () => {
  const [what = '', ...args] = process.argv.slice(2)
  const command = commands[what]
  if (command === undefined)
    throw new SetupError(`Unknown command '${what}'. Known: ${Object.keys(commands).join(', ')}`)
  return command(args)
})
