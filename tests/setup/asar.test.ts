import { createRequire } from 'node:module'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packAsar } from '../../electron/setup/asar.mjs'

const require = createRequire(import.meta.url)

test('the asar library reads back what was packed, whatever the header length', () => {
  const asar = require('@electron/asar') as { extractFile: (archive: string, file: string) => Buffer }
  process.noAsar = true // Electron's Node would look inside the archive by itself.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'asar-'))
  for (const name of ['a', 'ab', 'abc', 'abcd']) {
    const archive = path.join(folder, `${name}.asar`)
    fs.writeFileSync(archive, packAsar({ [name]: Buffer.from('常客'), 'package.json': Buffer.from('{}') }))
    expect(asar.extractFile(archive, name).toString()).toBe('常客')
    expect(asar.extractFile(archive, 'package.json').toString()).toBe('{}')
  }
  fs.rmSync(folder, { recursive: true })
})
