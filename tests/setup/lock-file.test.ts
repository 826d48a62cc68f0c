import fs from 'node:fs'
import { expect, test } from 'vitest'

interface LockEntry {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const lock: { packages: Record<string, LockEntry> } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'))

/** Where Node would look for a package, from the folder of the one that asks outwards. */
function candidates(asker: string, name: string): string[] {
  const parts = asker.split('/node_modules/')
  const outer = parts.map((_, i) => parts.slice(0, parts.length - i).join('/node_modules/'))
  return [...new Set([...outer, ''])].map((folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${name}`)
}

test('the lock file names the optional packages of every platform, or npm ci refuses it on a fresh machine', () => {
  const missing = Object.entries(lock.packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !candidates(place, name).some((candidate) => candidate in lock.packages))
      .map((name) => `${place} wants ${name}`),
  )
  expect(missing).toEqual([])
})

test('the lock file names no registry, so that it works with any', () => {
  expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([])
})
