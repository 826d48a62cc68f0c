import { execFileSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(__dirname, '../..')
const electron: unknown = require('electron')

/** Runs the built command line and gives back the JSON document it prints. */
export function runCli(...args: string[]): unknown {
  const out = execFileSync(String(electron), [path.join(root, 'out/main/cli.js'), ...args], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  return JSON.parse(out)
}
