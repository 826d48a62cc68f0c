import fs from 'node:fs'

/** What the first 100 bytes of an SQLite file say (sqlite.org/fileformat2.html, section 1.3). */
export interface FileHeader {
  pageSize: number
  pageCount: number
  /** False when an old writer left `pageCount` behind. */
  pageCountIsValid: boolean
  userVersion: number
  applicationId: number
}

const magic = Buffer.from('SQLite format 3\0', 'latin1')
const headerBytes = 100

/** Reads the header without SQLite, so that nothing can touch the file; null when it is not an SQLite file. */
export function readFileHeader(path: string): FileHeader | null {
  const bytes = Buffer.alloc(headerBytes)
  const file = fs.openSync(path, 'r')
  try {
    if (fs.readSync(file, bytes, 0, headerBytes, 0) < headerBytes) return null
  } finally {
    fs.closeSync(file)
  }
  if (!bytes.subarray(0, magic.length).equals(magic)) return null
  const pageSize = bytes.readUInt16BE(16)
  return {
    pageSize: pageSize === 1 ? 65536 : pageSize,
    pageCount: bytes.readUInt32BE(28),
    pageCountIsValid: bytes.readUInt32BE(24) === bytes.readUInt32BE(92),
    userVersion: bytes.readUInt32BE(60),
    applicationId: bytes.readUInt32BE(68),
  }
}
