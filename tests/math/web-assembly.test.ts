import fs from 'node:fs'
import { giveBack, takeMemory } from '@shared/math/wasm/shared-memory'
import { describe, expect, test } from 'vitest'
import { compileKernel, kernelNames, moduleFile } from '../../electron/setup/web-assembly.mjs'

describe('WebAssembly', () => {
  test.each(kernelNames())('%s: the module kept is what its source compiles to', async (name) => {
    expect(fs.readFileSync(moduleFile(name), 'utf8')).toBe(await compileKernel(name))
  })

  const plan = { a: ['floats', 3], b: ['doubles', 5], c: ['integers', 70_000] } as const

  test('a memory holds what was asked for, apart and filled with zeros', () => {
    const { memory, arrays } = takeMemory(plan) ?? {}
    expect(arrays && [arrays.a.length, arrays.b.length, arrays.c.length]).toEqual([3, 5, 70_000])
    arrays?.a.fill(1)
    arrays?.b.fill(2)
    expect(arrays?.c.every((value) => value === 0)).toBe(true)
    expect([...(arrays?.a ?? [])]).toEqual([1, 1, 1])
    expect(arrays?.b.buffer).toBe(memory?.buffer)
  })

  test('what was given back is zeros again for the next, and nobody shares', () => {
    const first = takeMemory(plan)
    first?.arrays.c.fill(7)
    if (first) giveBack(first.memory)
    const second = takeMemory(plan)
    const third = takeMemory(plan)
    expect(second?.memory).toBe(first?.memory)
    expect(third?.memory).not.toBe(second?.memory)
    expect(second?.arrays.c.every((value) => value === 0)).toBe(true)
  })

  test('more than a memory can hold is refused', () => {
    expect(takeMemory({ a: ['doubles', 2 ** 29] })).toBe(null)
  })
})
