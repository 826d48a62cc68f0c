import { isUtf8 } from 'node:buffer'
import { failure } from '@shared/contract/app-error'
import { hasStrayControls, repairControls } from './repair-controls'

/** A piece of text as UTF-8 that begins and ends at a character's border. */
export interface TextBlock {
  bytes: Uint8Array
  /** Whether some bytes of the file had no meaning in its encoding; they stand as U+FFFD here, or as they were if it is UTF-8. */
  damaged: boolean
  /** Control characters that were read as the characters of Windows-1252 they stand for. */
  controls: number
  /** Bytes of the file read so far. */
  position: number
}

/**
 * Brings any encoding to UTF-8, block by block.
 * @param blocks the file's bytes; a block ends with a whole UTF-8 character, and may be overwritten after the next is asked for
 * @param markLength bytes of the byte order mark, which are skipped
 */
export async function* utf8Blocks(
  blocks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: string,
  markLength: number,
): AsyncGenerator<TextBlock> {
  let position = 0
  let skip = markLength
  const decoder = encoding === 'utf-8' ? null : decoderFor(encoding)
  for await (const block of blocks) {
    const bytes = skip > 0 ? block.subarray(Math.min(skip, block.length)) : block
    skip = Math.max(0, skip - block.length)
    position += block.length
    yield decoder
      ? { ...decode(decoder, bytes, true), controls: 0, position }
      : { ...withoutControls(bytes), damaged: false, position }
  }
  if (decoder) yield { ...decode(decoder, new Uint8Array(0), false), controls: 0, position }
}

function withoutControls(bytes: Uint8Array): { bytes: Uint8Array; controls: number } {
  if (!hasStrayControls(bytes)) return { bytes, controls: 0 }
  const repaired = repairControls(bytes)
  return { bytes: repaired.bytes, controls: repaired.count }
}

export function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true })
  } catch {
    throw failure('encodingUnknown', { encoding }, { parameter: 'encoding' })
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): { bytes: Uint8Array; damaged: boolean } {
  const decoded = decoder.decode(bytes, { stream })
  return { bytes: Buffer.from(decoded, 'utf8'), damaged: decoded.includes('\ufffd') }
}

export interface BadByte {
  /** Offset inside the bytes that were looked at. */
  at: number
  /** The byte in hexadecimal, or `?` where decoding had already replaced it. */
  hex: string
}

/** The first byte of a row that is not UTF-8, or that decoding could not read. */
export function firstBadByte(bytes: Uint8Array, start: number, end: number): BadByte | null {
  for (let i = start; i < end; ) {
    const byte = bytes[i] as number
    if (byte < 0x80) {
      i += 1
      continue
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    const whole = byte >= 0xc2 && i + length <= end && isUtf8(bytes.subarray(i, i + length))
    if (!whole) return { at: i, hex: byte.toString(16).toUpperCase().padStart(2, '0') }
    if (byte === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd) return { at: i, hex: '?' }
    i += length
  }
  return null
}
