import { expect, test } from 'vitest'
import { outdatedPackages } from '../../electron/setup/dependencies.mjs'

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'x' },
  'node_modules/for-windows': { version: '1.0.0', integrity: 'w', optional: true },
}

test('nothing is outdated when the same versions are installed, whatever else lies there', () => {
  const extra = { 'node_modules/b': { version: '3.0.0' } }
  expect(outdatedPackages(wanted, { 'node_modules/a': wanted['node_modules/a'], ...extra })).toEqual([])
})

test('a package that is missing, of another version or of other content is outdated', () => {
  expect(outdatedPackages(wanted, {})).toEqual(['node_modules/a'])
  for (const installed of [
    { version: '1.0.1', integrity: 'x' },
    { version: '1.0.0', integrity: 'y' },
  ]) {
    expect(outdatedPackages(wanted, { 'node_modules/a': installed })).toEqual(['node_modules/a'])
  }
})

test('an optional package may be absent, but not of another version', () => {
  const installed = { 'node_modules/a': wanted['node_modules/a'], 'node_modules/for-windows': { version: '2.0.0' } }
  expect(outdatedPackages(wanted, installed)).toEqual(['node_modules/for-windows'])
})
