import fs from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import { failure } from '@shared/contract/app-error'

interface Entry {
  name: Buffer
  crc: number
  compressed: number
  size: number
  offset: number
}

/** 1980-01-01 00:00, the earliest time a ZIP can say: the same content gives the same file at any time. */
const dosDate = 0x21
const utf8Names = 0x0800
const deflated = 8
/** Bytes that the plain format can count. */
const largest = 0xffffffff

/** The fields that local and central headers share, from "version needed" to the length of the extra field. */
function commonFields(entry: Entry): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(utf8Names, 2)
  fields.writeUInt16LE(deflated, 4)
  fields.writeUInt16LE(dosDate, 8)
  fields.writeUInt32LE(entry.crc, 10)
  fields.writeUInt32LE(entry.compressed, 14)
  fields.writeUInt32LE(entry.size, 18)
  fields.writeUInt16LE(entry.name.length, 22)
  return fields
}

function localHeader(entry: Entry): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04'), commonFields(entry), entry.name])
}

function centralHeader(entry: Entry): Buffer {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(entry.offset, 10)
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), commonFields(entry), tail, entry.name])
}

function endRecord(entries: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22)
  record.write('PK\x05\x06', 'latin1')
  record.writeUInt16LE(entries, 8)
  record.writeUInt16LE(entries, 10)
  record.writeUInt32LE(size, 12)
  record.writeUInt32LE(offset, 16)
  return record
}

/** Bytes of a piece of text, counted before they are compressed. */
async function* counted(pieces: Iterable<string> | AsyncIterable<string>, entry: Entry): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece)
    entry.crc = zlib.crc32(bytes, entry.crc)
    entry.size += bytes.length
    if (entry.size > largest) throw failure('outTooLarge')
    yield bytes
  }
}

/**
 * Writes a ZIP archive to disk piece by piece: memory does not grow with the content. Entries and archive stay below
 * 4 GB, the limit of the plain format.
 */
export class ZipFile {
  private readonly entries: Entry[] = []
  private position = 0

  private constructor(private readonly file: fs.FileHandle) {}

  static async create(path: string): Promise<ZipFile> {
    return new ZipFile(await fs.open(path, 'wx'))
  }

  /** Adds one entry whose content comes in pieces. @throws outTooLarge, what the pieces throw and what the disk says */
  async add(name: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const entry: Entry = { name: Buffer.from(name), crc: 0, compressed: 0, size: 0, offset: this.position }
    const header = localHeader(entry).length
    this.position += header
    await pipeline(counted(pieces, entry), zlib.createDeflateRaw({ level: 6 }), (chunks: AsyncIterable<Buffer>) =>
      this.drain(chunks, entry),
    )
    await this.put(localHeader(entry), entry.offset)
    this.entries.push(entry)
  }

  private async drain(chunks: AsyncIterable<Buffer>, entry: Entry): Promise<void> {
    for await (const chunk of chunks) {
      await this.put(chunk, this.position)
      this.position += chunk.length
      entry.compressed += chunk.length
      if (this.position > largest) throw failure('outTooLarge')
    }
  }

  /** A disk that is nearly full takes a part first. */
  private async put(bytes: Buffer, position: number): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      at += (await this.file.write(bytes, at, bytes.length - at, position + at)).bytesWritten
    }
  }

  /** Writes the directory; the archive is complete afterwards. */
  async finish(): Promise<void> {
    const directory = Buffer.concat(this.entries.map(centralHeader))
    const end = endRecord(this.entries.length, directory.length, this.position)
    await this.put(Buffer.concat([directory, end]), this.position)
  }

  /** Closes the file, finished or not. */
  async close(): Promise<void> {
    await this.file.close()
  }
}
