import fs from 'node:fs'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import { app } from 'electron'

/** Characters of a table that may be pasted; a larger one is better saved to a file and opened. */
const MOST_CHARACTERS = 50_000_000

let folder: string | null = null
let count = 0

/**
 * Keeps a pasted table as a file that only this user can read; it goes when the application ends.
 * @returns its path
 * @throws pasteTooLarge
 */
export async function keepPasted(text: string): Promise<string> {
  if (text.length > MOST_CHARACTERS) throw failure('pasteTooLarge', { most: MOST_CHARACTERS })
  folder ??= makeFolder()
  count += 1
  const file = path.join(folder, `pasted-${count}.txt`)
  await fs.promises.writeFile(file, text, { mode: 0o600, flag: 'wx' })
  return file
}

function makeFolder(): string {
  const made = fs.mkdtempSync(path.join(app.getPath('temp'), 'regulars-pasted-'))
  app.once('quit', () => fs.rmSync(made, { recursive: true, force: true }))
  return made
}
