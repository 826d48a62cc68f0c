import { expect, test } from 'vitest'
import { fuseIndex, planFuses } from '../../electron/setup/fuses.mjs'

const marker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const executable = (states: string, version = 1) =>
  Buffer.concat([Buffer.from(`head${marker}`), Buffer.from([version, states.length]), Buffer.from(`${states}tail`)])

function apply(file: Buffer, wanted: Parameters<typeof planFuses>[1]): Buffer {
  for (const { position, value } of planFuses(file, wanted)) file.write(value, position)
  return file
}

test('only the wanted fuses change, to the wanted states', () => {
  const turned = apply(executable('11100011'), {
    enableNodeCliInspectArguments: true,
    loadBrowserProcessSpecificV8Snapshot: false,
  })
  expect(turned).toEqual(executable('11110001'))
  expect(fuseIndex).toEqual({ enableNodeCliInspectArguments: 3, loadBrowserProcessSpecificV8Snapshot: 6 })
})

test('an executable that is not understood is refused, not patched', () => {
  const wanted = { loadBrowserProcessSpecificV8Snapshot: false }
  expect(() => planFuses(Buffer.from('no marker'), wanted)).toThrow('no fuse wire')
  expect(() => planFuses(Buffer.concat([executable('11111111'), executable('1')]), wanted)).toThrow('more than one')
  expect(() => planFuses(executable('11111111', 2), wanted)).toThrow('version: 2')
  expect(() => planFuses(executable('111111'), wanted)).toThrow('absent')
  expect(() => planFuses(executable('111111r1'), wanted)).toThrow('absent')
})
