import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packAsar } from '../../electron/setup/asar.mjs'

const require = createRequire(import.meta.url)
// Electron's `fs` looks inside archives; its untouched twin writes them.
const plain = require('original-fs') as typeof fs

test('Electron reads back what was packed, whatever the length of the header', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'asar-'))
  for (const name of ['a', 'ab', 'abc', 'abcd']) {
    const archive = path.join(folder, `${name}.asar`)
    plain.writeFileSync(archive, packAsar({ [name]: Buffer.from('常客'), 'package.json': Buffer.from('{}') }))
    expect(fs.readdirSync(archive)).toEqual([name, 'package.json'])
    expect(fs.readFileSync(path.join(archive, name), 'utf8')).toBe('常客')
    expect(fs.readFileSync(path.join(archive, 'package.json'), 'utf8')).toBe('{}')
  }
  plain.rmSync(folder, { recursive: true })
})
