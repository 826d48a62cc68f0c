import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { EngineClient } from '../../../electron/main/engine-client'

class FakeProcess extends EventEmitter {
  readonly sent: { id: number }[] = []
  readonly kill = vi.fn()
  postMessage(message: { id: number }): void {
    this.sent.push(message)
  }
}

const { started } = vi.hoisted(() => ({ started: [] as unknown[] }))
vi.mock('electron', () => ({
  MessageChannelMain: class {},
  utilityProcess: {
    fork: () => {
      const child = new FakeProcess()
      started.push(child)
      return child
    },
  },
}))

function newest(): FakeProcess {
  return started.at(-1) as FakeProcess
}

let lost = 0
function client(): EngineClient {
  return new EngineClient({ onEvent: () => {}, onLost: () => lost++, ask: () => Promise.reject(new Error('nothing')) })
}

beforeEach(() => {
  started.length = 0
  lost = 0
})

describe('an engine process that ends', () => {
  test('while it is asked: the call fails, and another process is started', async () => {
    const engine = client()
    newest().emit('message', { type: 'ready' })
    const call = engine.call('status', null)
    await vi.waitFor(() => expect(newest().sent).toHaveLength(1))
    newest().emit('exit')
    await expect(call).rejects.toMatchObject({ error: { code: 'engineRestarted' } })
    expect([started.length, lost]).toEqual([2, 1])
  })

  test('before it is ready, again and again: it is not started for ever, and calls fail instead of waiting', async () => {
    const engine = client()
    const call = engine.call('status', null)
    for (let death = 0; death < 10; death++) newest().emit('exit')
    await expect(call).rejects.toMatchObject({ error: { code: 'engineRestarted' } })
    expect(started).toHaveLength(3)
  })

  test('while quitting: the program can still end', async () => {
    const engine = client()
    const stopped = engine.stop()
    newest().emit('exit')
    await expect(stopped).resolves.toBeUndefined()
  })
})

test('an engine process that never answers cannot keep the program from ending', async () => {
  vi.useFakeTimers()
  try {
    const engine = client()
    newest().emit('message', { type: 'ready' })
    const stopped = engine.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    await expect(stopped).resolves.toBeUndefined()
    expect(newest().kill).toHaveBeenCalledOnce()
  } finally {
    vi.useRealTimers()
  }
})
