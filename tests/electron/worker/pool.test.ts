import fs from 'node:fs'
import path from 'node:path'
import type { Progress } from '@shared/contract/run-events'
import { differenceOf, unpackResult } from '@shared/dataset/result-arrays'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AnalysisPool, type AnalysisPoolOptions, type RunHandle, type RunOutput } from '../../../electron/worker'
import { scratchFolder } from '../database/scratch'
import { buildFixtures } from './build-fixtures'
import { makeWorkspace, type TestWorkspace } from './make-workspace'

const folder = scratchFolder()
let bundles: { analysis: string; kernel: string }
let workspace: TestWorkspace
const pools: AnalysisPool[] = []

beforeAll(async () => {
  bundles = await buildFixtures()
  const x = [1, -2, 3, null, 5]
  workspace = makeWorkspace(folder, { shop: { x: { storage: 'real', values: x } } })
})
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
  workspace.close()
  fs.rmSync(path.dirname(bundles.analysis), { recursive: true })
})

function newPool(options: AnalysisPoolOptions = {}): AnalysisPool {
  const pool = new AnalysisPool({ size: 2, kernelThreads: 1, bundles, ...options })
  pools.push(pool)
  return pool
}

function start(
  pool: AnalysisPool,
  methodId: string,
  params = {},
  onProgress?: (progress: Progress) => void,
): RunHandle {
  const request = { methodId, dataset: null, params }
  return pool.run({ workspace: workspace.path, request }, onProgress ? { onProgress } : {})
}

function codeOf(handle: RunHandle): Promise<string> {
  return handle.promise.then(
    () => 'completed',
    (thrown) => thrown.error?.code ?? String(thrown),
  )
}

async function millisecondsOf(action: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await action()
  return performance.now() - begin
}

const resultOf = (output: RunOutput) => unpackResult(output.packed) as Record<string, unknown>

/** Resolves with the first progress of the run. */
function firstProgress(pool: AnalysisPool, methodId: string, params = {}) {
  let handle: RunHandle | undefined
  const seen = new Promise<Progress>((resolve) => {
    handle = start(pool, methodId, params, resolve)
  })
  return { handle: handle as RunHandle, seen }
}

describe('a run', () => {
  test('answers the request with defaults filled in, the revision, the packed result and diagnostics', async () => {
    const request = { methodId: 'double', dataset: 'SHOP', columns: { numbers: ['x'] }, seed: 5 }
    const output = await newPool().run({ workspace: workspace.path, request }).promise
    expect(output.request).toMatchObject({ params: { seconds: 30, ranges: 16 }, where: null, seed: 5 })
    expect(output.revisionId).toBe(1)
    expect(output.diagnostics).toMatchObject({ rowsUsed: 5, seed: 5, durationMs: expect.any(Number) })
    expect(resultOf(output)).toMatchObject({ doubled: Float64Array.of(2, -4, 6, Number.NaN, 10) })
  })

  test('same seed, same result, bit for bit; another seed, another', async () => {
    const pool = newPool()
    const run = (seed: number) => {
      const request = { methodId: 'double', dataset: 'shop', columns: { numbers: ['x'] }, seed }
      return pool.run({ workspace: workspace.path, request }).promise
    }
    const [a, b, c] = await Promise.all([run(1), run(1), run(2)])
    expect(differenceOf(a.packed, b.packed)).toBeNull()
    expect(differenceOf(a.packed, c.packed)).not.toBeNull()
  })

  test('tells of its progress at most ten times a second', async () => {
    const seen: number[] = []
    const pool = newPool()
    await start(pool, 'slow', { seconds: 1 }, () => seen.push(performance.now())).promise
    expect(seen.length).toBeGreaterThan(3)
    expect(seen.length).toBeLessThanOrEqual(11)
  })

  test('what the method refuses, and what it does wrong, ends the run with a code; the thread goes on', async () => {
    const pool = newPool({ size: 1 })
    expect(await codeOf(start(pool, 'no-such-method'))).toBe('methodUnknown')
    expect(await codeOf(start(pool, 'slow', { seconds: -1 }))).toBe('parameterInvalid')
    expect(await codeOf(start(pool, 'throwing'))).toBe('internal')
    expect(await codeOf(start(pool, 'with-nan'))).toBe('resultInvalid')
    expect(await codeOf(start(pool, 'with-bad-table'))).toBe('resultInvalid')
    expect(await codeOf(start(pool, 'failing-kernel'))).toBe('internal')
    expect(await codeOf(start(pool, 'slow', { seconds: 0 }))).toBe('completed')
  })
})

describe('cancelling', () => {
  test('a running method stops within a second, and its thread takes the next run', async () => {
    const pool = newPool({ size: 1 })
    const { handle, seen } = firstProgress(pool, 'slow')
    await seen
    handle.cancel()
    let code: string | undefined
    expect(await millisecondsOf(async () => (code = await codeOf(handle)))).toBeLessThan(1000)
    expect(code).toBe('cancelled')
    expect(await codeOf(start(pool, 'slow', { seconds: 0 }))).toBe('completed')
  })

  test('a method that does not listen loses its thread within a second', async () => {
    const pool = newPool({ size: 1 })
    const { handle, seen } = firstProgress(pool, 'stubborn')
    await seen
    handle.cancel()
    let code: string | undefined
    expect(await millisecondsOf(async () => (code = await codeOf(handle)))).toBeLessThan(1000)
    expect(code).toBe('cancelled')
    expect(await codeOf(start(pool, 'slow', { seconds: 0 }))).toBe('completed')
  })

  test('a run in the queue is never started', async () => {
    const pool = newPool({ size: 1 })
    const running = start(pool, 'slow', { seconds: 0.3 })
    let started = false
    const request = { methodId: 'slow', dataset: null, params: { seconds: 0 } }
    const queued = pool.run({ workspace: workspace.path, request }, { onStarted: () => (started = true) })
    queued.cancel()
    expect(await codeOf(queued)).toBe('cancelled')
    expect(await codeOf(running)).toBe('completed')
    expect(started).toBe(false)
  })

  test('inside kernels works too', async () => {
    const pool = newPool()
    const { handle, seen } = firstProgress(pool, 'threaded', { ranges: 5000 })
    await seen
    handle.cancel()
    expect(await millisecondsOf(async () => expect(await codeOf(handle)).toBe('cancelled'))).toBeLessThan(1000)
  })

  test('after the end does nothing', async () => {
    const handle = start(newPool(), 'slow', { seconds: 0 })
    await handle.promise
    handle.cancel()
    expect(await codeOf(handle)).toBe('completed')
  })
})

describe('a thread that dies', () => {
  test('ends its run once, with workerDied, and is replaced', async () => {
    const pool = newPool({ size: 1 })
    let ends = 0
    const handle = start(pool, 'dying')
    handle.promise.then(
      () => ends++,
      () => ends++,
    )
    expect(await codeOf(handle)).toBe('workerDied')
    handle.cancel()
    expect(await codeOf(start(pool, 'slow', { seconds: 0 }))).toBe('completed')
    expect(ends).toBe(1)
  })

  test('as a helper in the middle of a range ends the run that waits for it', async () => {
    const { handle, seen } = firstProgress(newPool(), 'losing-helper')
    await seen
    expect(await codeOf(handle)).toBe('workerDied')
  })
})

describe('kernels', () => {
  test('give the same bits with one thread, with two and with four', async () => {
    const outputs: RunOutput[] = []
    for (const kernelThreads of [0, 1, 3]) {
      outputs.push(await start(newPool({ kernelThreads }), 'threaded', { seconds: 0.4, ranges: 64 }).promise)
    }
    const [alone, two, four] = outputs.map((output) => resultOf(output))
    expect(two?.sums).toEqual(alone?.sums)
    expect(four?.sums).toEqual(alone?.sums)
    expect(four?.total).toBe(alone?.total)
  })

  test('several runs share the helpers and all end right', async () => {
    const pool = newPool({ size: 3, kernelThreads: 2 })
    const outputs = await Promise.all(
      [1, 2, 3].map(() => start(pool, 'threaded', { seconds: 0.5, ranges: 32 }).promise),
    )
    const sums = outputs.map((output) => resultOf(output).sums)
    expect(sums[1]).toEqual(sums[0])
    expect(sums[2]).toEqual(sums[0])
  })
})

describe('closing', () => {
  test('cancels what runs and what waits, and takes no more', async () => {
    const pool = newPool({ size: 1 })
    const { handle: running, seen } = firstProgress(pool, 'stubborn')
    const waiting = start(pool, 'slow')
    await seen
    const codes = Promise.all([codeOf(running), codeOf(waiting)])
    await pool.close()
    expect(await codes).toEqual(['cancelled', 'cancelled'])
    expect(await codeOf(start(pool, 'slow'))).toBe('cancelled')
  })

  test('leaves no connection behind: the workspace closes to one file', async () => {
    const own = makeWorkspace(folder, { shop: { x: { storage: 'real', values: [1, 2] } } })
    const pool = newPool()
    const request = { methodId: 'double', dataset: 'shop', columns: { numbers: ['x'] } }
    await pool.run({ workspace: own.path, request }).promise
    await pool.close()
    own.close()
    expect(fs.readdirSync(folder).filter((name) => name.startsWith(path.basename(own.path)))).toEqual([
      path.basename(own.path),
    ])
  })
})
