import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const python = '/usr/bin/python3'

/** Whether Debian's python3-sklearn is there to be measured beside. */
export function hasScikitLearn(): boolean {
  return spawnSync(python, ['-c', 'import sklearn'], { stdio: 'ignore' }).status === 0
}

/**
 * Runs a Python script that reads a matrix of doubles and prints JSON. No OPENBLAS_* variable of the caller slows it down.
 * @param script has `X` (n × d) and `json`, and prints one line
 */
export function runPython<T>(script: string, data: Float64Array, nColumns: number, threads: number): T {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-bench-')), 'x.bin')
  fs.writeFileSync(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  const head = `import json, time, numpy as np\nX = np.fromfile(${JSON.stringify(file)}).reshape(-1, ${nColumns})\n`
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('OPENBLAS_'))
  const env = { ...Object.fromEntries(others), OMP_NUM_THREADS: String(threads) }
  try {
    const { stdout, stderr, status } = spawnSync(python, ['-c', head + script], { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return JSON.parse(stdout) as T
  } finally {
    fs.rmSync(path.dirname(file), { recursive: true })
  }
}
