/** Stamps: small files that remember what a finished step was made from, so that it is not done again. */

import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * Fingerprint of files by path, size and modification time (content is not read: this runs before every command).
 * @param {string} base folder that the paths are relative to
 * @param {string[]} paths files and folders; an absent one counts as absent
 * @param {(relative: string) => boolean} [ignore] leaves out a file or a whole folder
 * @returns {string} hexadecimal digest
 */
export function fingerprint(base, paths, ignore = () => false) {
  const hash = createHash('sha256')
  /** @param {string} relative */
  const visit = (relative) => {
    if (ignore(relative)) return
    const absolute = path.join(base, relative)
    const status = fs.statSync(absolute, { throwIfNoEntry: false })
    if (status === undefined) hash.update(`${relative}\0absent\n`)
    else if (status.isDirectory()) for (const name of fs.readdirSync(absolute).sort()) visit(`${relative}/${name}`)
    else hash.update(`${relative}\0${status.size}\0${status.mtimeMs}\n`)
  }
  for (const relative of paths) visit(relative)
  return hash.digest('hex')
}

/**
 * @param {string} file the stamp's file
 * @param {string} value what the step would be made from now
 * @returns {boolean} whether the step was finished with exactly this
 */
export function stampMatches(file, value) {
  try {
    return fs.readFileSync(file, 'utf8') === value
  } catch {
    return false
  }
}

/**
 * @param {string} file the stamp's file
 * @param {string} value what the step was made from
 */
export function writeStamp(file, value) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, value)
  fs.renameSync(draft, file)
}
