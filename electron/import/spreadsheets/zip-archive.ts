import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { AppException, failure } from '@shared/contract/app-error'
import yauzl from 'yauzl'
import type { SourceFile } from '../source-file'

/** An entry that expands beyond this, and by more than the factor, is made to exhaust its reader. */
const SUSPECT_BYTES = 256 << 20
const SUSPECT_FACTOR = 300
/** No sheet of Excel's full size comes near this. */
const MAX_ENTRY_BYTES = 12e9
const MAX_ENTRIES = 20_000
const PIECE = 1 << 18
/** Parts that are read whole: list of sheets, styles, relations. */
const MAX_WHOLE_BYTES = 64 << 20

/** The parts of a zip file by name; names are compared without regard to case and leading slashes. */
export class ZipArchive {
  readonly #source: SourceFile
  readonly #file: string
  readonly #zip: yauzl.ZipFile
  readonly #entries: ReadonlyMap<string, yauzl.Entry>

  private constructor(source: SourceFile, zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>) {
    this.#source = source
    this.#file = source.name
    this.#zip = zip
    this.#entries = entries
  }

  /**
   * Reads the directory of a zip file.
   * @throws fileDamaged, zipBomb, fileEncrypted
   */
  static async open(source: SourceFile): Promise<ZipArchive> {
    const file = source.name
    const zip = await damagedOr(file, () =>
      yauzl.openPromise(source.path, {
        lazyEntries: true,
        autoClose: false,
        strictFileNames: false,
        validateEntrySizes: true,
      }),
    )
    try {
      const entries = await damagedOr(file, () => entriesOf(zip))
      for (const entry of entries.values()) checkEntry(entry, file)
      return new ZipArchive(source, zip, entries)
    } catch (thrown) {
      zip.close()
      throw thrown
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()]
  }

  has(name: string): boolean {
    return this.#entries.has(normalized(name))
  }

  /** Bytes of a part when expanded; 0 when there is none. */
  size(name: string): number {
    return this.#entries.get(normalized(name))?.uncompressedSize ?? 0
  }

  /** The bytes of a part, piece by piece; nothing when there is no such part. */
  async *blocks(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(normalized(name))
    if (!entry) return
    const start = await damagedOr(this.#file, () => dataStart(this.#zip, entry))
    const stream = expanded(packedBlocks(this.#source, start, entry.compressedSize), entry)
    let bytes = 0
    try {
      for await (const block of stream) {
        bytes += (block as Uint8Array).length
        // What is larger than the directory says would pass by the limits that were checked there.
        if (bytes > entry.uncompressedSize) throw new Error('a part is larger than the directory says')
        yield block as Uint8Array
      }
      if (bytes < entry.uncompressedSize) throw new Error('a part ends early')
    } catch (thrown) {
      throw damaged(this.#file, thrown)
    } finally {
      stream.destroy()
    }
  }

  /** A small part as text; null when there is none. */
  async text(name: string): Promise<string | null> {
    if (!this.has(name)) return null
    if (this.size(name) > MAX_WHOLE_BYTES) throw failure('zipBomb', { file: this.#file, part: name })
    const blocks: Uint8Array[] = []
    for await (const block of this.blocks(name)) blocks.push(block)
    return decodeXml(Buffer.concat(blocks))
  }

  close(): void {
    this.#zip.close()
  }
}

function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

function normalized(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

function entriesOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>()
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(normalized(entry.fileName), entry)
      if (entries.size > MAX_ENTRIES) reject(new Error('too many entries'))
      else zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })
}

function checkEntry(entry: yauzl.Entry, file: string): void {
  const { uncompressedSize, compressedSize, fileName } = entry
  const factor = uncompressedSize / Math.max(compressedSize, 1)
  if (uncompressedSize > MAX_ENTRY_BYTES || (uncompressedSize > SUSPECT_BYTES && factor > SUSPECT_FACTOR)) {
    throw failure('zipBomb', { file, part: fileName })
  }
  if (entry.isEncrypted()) throw failure('fileEncrypted', { file })
}

/** Where an entry's data begin. */
function dataStart(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<number> {
  return new Promise((resolve, reject) => {
    zip.readLocalFileHeader(entry, { minimal: true }, (error, header) =>
      error ? reject(error) : resolve(header.fileDataStart),
    )
  })
}

function* packedBlocks(source: SourceFile, start: number, length: number): Generator<Buffer> {
  for (let at = 0; at < length; at += PIECE) yield source.window(start + at, Math.min(PIECE, length - at))
}

/** The expanded bytes in large pieces: small ones cost more in hand-overs than in expanding. */
function expanded(blocks: Iterable<Buffer>, { compressionMethod }: yauzl.Entry): Readable {
  const packed = Readable.from(blocks, { objectMode: false })
  if (compressionMethod === 0) return packed
  if (compressionMethod !== 8) throw new Error(`compression method ${compressionMethod} is not supported`)
  return pipeline(packed, createInflateRaw({ chunkSize: PIECE }), () => {})
}

async function damagedOr<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (thrown) {
    throw damaged(file, thrown)
  }
}

function damaged(file: string, thrown: unknown): AppException {
  if (thrown instanceof AppException) return thrown
  return failure('fileDamaged', { file, detail: thrown instanceof Error ? thrown.message : String(thrown) })
}
