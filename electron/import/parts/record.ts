/** How a value is stored: from the row's own bytes, or from the scratch bytes a conversion wrote to. */
export const StoredKind = { null: 0, integer: 1, real: 2, text: 3, scratchText: 4 } as const

/** One row on its way into a table, column by column; reused for every row. */
export class StoredRow {
  readonly kinds: Uint8Array
  readonly numbers: Float64Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  bytes: Uint8Array = new Uint8Array(0)
  scratch: Buffer = Buffer.alloc(1 << 16)
  #scratchUsed = 0

  constructor(readonly width: number) {
    this.kinds = new Uint8Array(width)
    this.numbers = new Float64Array(width)
    this.starts = new Int32Array(width)
    this.ends = new Int32Array(width)
  }

  /** Begins a new row whose texts stand in `bytes`. */
  begin(bytes: Uint8Array): void {
    this.bytes = bytes
    this.#scratchUsed = 0
  }

  /** Sets a text that a conversion made. */
  setText(column: number, text: string): void {
    const room = this.#scratchUsed + text.length * 3
    if (room > this.scratch.length) {
      const larger = Buffer.alloc(room * 2)
      this.scratch.copy(larger, 0, 0, this.#scratchUsed)
      this.scratch = larger
    }
    this.kinds[column] = StoredKind.scratchText
    this.starts[column] = this.#scratchUsed
    this.#scratchUsed += this.scratch.write(text, this.#scratchUsed, 'utf8')
    this.ends[column] = this.#scratchUsed
  }

  /** Sets a text that stands in the row's own bytes. */
  setSpan(column: number, start: number, end: number): void {
    this.kinds[column] = StoredKind.text
    this.starts[column] = start
    this.ends[column] = end
  }
}

/** Bytes a big-endian base-128 number takes (at most 9 in SQLite; here numbers stay below 2^53). */
export function varintLength(value: number): number {
  let length = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1
  return length
}

/** Writes a varint and returns the position behind it. */
export function writeVarint(into: Uint8Array, at: number, value: number): number {
  if (value < 128) {
    into[at] = value
    return at + 1
  }
  const length = varintLength(value)
  let rest = value
  for (let i = length - 1; i >= 0; i -= 1) {
    into[at + i] = (rest % 128) | (i === length - 1 ? 0 : 128)
    rest = Math.floor(rest / 128)
  }
  return at + length
}

/** Serial type of a whole number: 8 and 9 are the constants 0 and 1, 1–6 are big-endian integers of 1, 2, 3, 4, 6, 8 bytes. */
export function integerSerial(value: number): number {
  if (value === 0) return 8
  if (value === 1) return 9
  const size = value < 0 ? -value - 1 : value
  if (size <= 0x7f) return 1
  if (size <= 0x7fff) return 2
  if (size <= 0x7fffff) return 3
  if (size <= 0x7fffffff) return 4
  if (size <= 0x7fffffffffff) return 5
  return 6
}

/** Bytes of the body that a numeric serial type takes, by serial type 0–9. */
export const serialSize = new Uint8Array([0, 1, 2, 3, 4, 6, 8, 8, 0, 0])

const float = new Float64Array(1)
const floatBytes = new Uint8Array(float.buffer)

/** Writes the body of a number of serial type 1–9 and returns the position behind it. */
export function writeNumber(into: Uint8Array, at: number, serial: number, value: number): number {
  if (serial === 7) {
    float[0] = value
    for (let i = 0; i < 8; i += 1) into[at + i] = floatBytes[7 - i] as number
    return at + 8
  }
  const size = serialSize[serial] as number
  if (size <= 4) {
    for (let i = size - 1, rest = value | 0; i >= 0; i -= 1, rest >>= 8) into[at + i] = rest
    return at + size
  }
  let high = Math.floor(value / 0x1_0000_0000)
  let low = value - high * 0x1_0000_0000
  for (let i = 0; i < 4; i += 1, low = Math.floor(low / 256)) into[at + size - 1 - i] = low % 256
  for (let i = 4; i < size; i += 1, high = Math.floor(high / 256)) into[at + size - 1 - i] = high & 255
  return at + size
}
