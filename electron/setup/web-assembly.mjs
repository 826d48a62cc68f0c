/**
 * Compiles the WebAssembly kernels: every shared/math/wasm/NAME.as becomes shared/math/wasm/NAME.module.ts, which is kept
 * beside its source, so that nothing has to be compiled to run, test or build the application.
 * Run by itself after a change: `node electron/setup/web-assembly.mjs`.
 */

import fs from 'node:fs'
import path from 'node:path'
import { log, runMain, SetupError } from './log.mjs'
import { root } from './project.mjs'

const folder = path.join(root, 'shared/math/wasm')
const sourceEnding = '.as'
const perLine = 58

/** Shared memory that the application makes; no runtime, nothing that checks at run time. */
const options = [
  ['--runtime', 'stub'],
  ['--enable', 'simd,threads,bulk-memory'],
  ['--importMemory', '--sharedMemory', '--noExportMemory'],
  ['--initialMemory', '1', '--maximumMemory', '65536'],
  ['--optimizeLevel', '3', '--noAssert'],
].flat()

/** @returns {string[]} the names of all kernels */
export function kernelNames() {
  const sources = fs.readdirSync(folder).filter((file) => file.endsWith(sourceEnding))
  return sources.map((file) => file.slice(0, -sourceEnding.length)).sort()
}

/** @param {string} name @returns {string} where a kernel's compiled module is kept */
export function moduleFile(name) {
  return path.join(folder, `${name}.module.ts`)
}

/**
 * @param {string} name of a kernel
 * @returns {Promise<string>} the text of its module
 */
export async function compileKernel(name) {
  const bytes = await compile(fs.readFileSync(path.join(folder, name + sourceEnding), 'utf8'), name)
  const digits = Buffer.from(bytes).toString('base64')
  const lines = digits.match(new RegExp(`.{1,${2 * perLine}}`, 'g')) ?? []
  const constant = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
  return [
    `/** Compiled from ${name}${sourceEnding} by electron/setup/web-assembly.mjs; base64. */`,
    `export const ${constant}Module =`,
    `  ${lines.map((line) => `'${line}'`).join(' +\n  ')}`,
    '',
  ].join('\n')
}

/** @param {string} source @param {string} name @returns {Promise<Uint8Array>} */
async function compile(source, name) {
  const { default: compiler } = await import('assemblyscript/asc')
  /** @type {Uint8Array | undefined} */
  let bytes
  const file = `${name}.ts`
  const { error, stderr } = await compiler.main([file, '--outFile', 'out.wasm', ...options], {
    readFile: (wanted) => (wanted === file ? source : null),
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') bytes = contents
    },
    listFiles: () => [],
  })
  if (error || !bytes) throw new SetupError(`${name}${sourceEnding} does not compile:\n${stderr}`)
  return bytes
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => {
    for (const name of kernelNames()) {
      fs.writeFileSync(moduleFile(name), await compileKernel(name))
      log(`compiled ${name}`)
    }
    return 0
  })
}
