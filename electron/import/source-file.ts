import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import { incompleteTail } from './text/utf8'

const BLOCK = 1 << 19

/**
 * The file that is imported. It is opened once and must stay as it was: a file that shrinks, grows, is replaced or goes away
 * while it is read would give a dataset that never existed.
 */
export class SourceFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly #descriptor: number
  readonly #opened: Stats

  /** @throws fileMissing, fileUnreadable, notAFile */
  constructor(filePath: string, name = path.basename(filePath)) {
    this.path = filePath
    this.name = name
    this.#descriptor = open(filePath, name)
    this.#opened = fstatSync(this.#descriptor)
    this.bytes = this.#opened.size
    if (!this.#opened.isFile()) {
      this.close()
      throw failure('notAFile', { file: name })
    }
  }

  /** Up to `length` bytes from `offset`. */
  window(offset: number, length: number): Buffer {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, this.bytes - offset)))
    let filled = 0
    while (filled < buffer.length) {
      const count = this.#read(buffer, filled, buffer.length - filled, offset + filled)
      if (count === 0) throw failure('sourceChanged', { file: this.name })
      filled += count
    }
    return buffer
  }

  /**
   * The whole file, block by block; each block is overwritten by the next. A block never ends inside a UTF-8 character: its first
   * bytes wait for the rest.
   */
  *blocks(): Generator<Buffer> {
    const buffer = Buffer.alloc(BLOCK)
    let offset = 0
    let kept = 0
    while (offset < this.bytes) {
      const count = this.#read(buffer, kept, Math.min(BLOCK - kept, this.bytes - offset), offset)
      if (count === 0) throw failure('sourceChanged', { file: this.name })
      offset += count
      const end = kept + count
      kept = offset < this.bytes ? incompleteTail(buffer.subarray(0, end)) : 0
      yield buffer.subarray(0, end - kept)
      buffer.copyWithin(0, end - kept, end)
    }
  }

  /** SHA-256 of the content in hexadecimal, for formats that are not read from the first byte to the last. */
  sha256(): string {
    const hash = createHash('sha256')
    for (const block of this.blocks()) hash.update(block)
    return hash.digest('hex')
  }

  /** @throws sourceChanged when the file is no longer the one that was opened */
  verifyUnchanged(): void {
    const now = [fstatSync(this.#descriptor), statOrNull(this.path)]
    const same = now.every(
      (stats) =>
        stats && stats.size === this.bytes && stats.mtimeMs === this.#opened.mtimeMs && stats.ino === this.#opened.ino,
    )
    if (!same) throw failure('sourceChanged', { file: this.name })
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #read(into: Buffer, at: number, length: number, offset: number): number {
    try {
      return readSync(this.#descriptor, into, at, length, offset)
    } catch (thrown) {
      throw failure('fileUnreadable', { file: this.name, detail: codeOf(thrown) })
    }
  }
}

function open(filePath: string, name: string): number {
  try {
    return openSync(filePath, 'r')
  } catch (thrown) {
    const code = codeOf(thrown)
    throw failure(code === 'ENOENT' ? 'fileMissing' : 'fileUnreadable', { file: name, detail: code })
  }
}

function statOrNull(filePath: string): Stats | null {
  return statSync(filePath, { throwIfNoEntry: false }) ?? null
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)
}
