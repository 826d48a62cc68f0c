import { isUtf8 } from 'node:buffer'

/** Checks a text for UTF-8 block by block; a character may stand on the border of two. */
export class Utf8Check {
  valid = true
  #kept: Buffer = Buffer.alloc(0)

  add(block: Uint8Array): void {
    if (!this.valid) return
    const bytes = this.#kept.length === 0 ? block : Buffer.concat([this.#kept, block])
    const whole = bytes.length - incompleteTail(bytes)
    this.valid = isUtf8(bytes.subarray(0, whole))
    this.#kept = Buffer.from(bytes.subarray(whole))
  }

  finish(): boolean {
    return this.valid && this.#kept.length === 0
  }
}

/** Bytes at the end that begin a UTF-8 character without completing it. */
export function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? back : 0
    }
  }
  return 0
}
