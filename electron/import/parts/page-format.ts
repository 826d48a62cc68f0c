import { varintLength, writeVarint } from './record'

export const PAGE = 4096

/** Writes four bytes, most significant first. */
export function writeUint32(into: Uint8Array, at: number, value: number): void {
  into[at] = value >>> 24
  into[at + 1] = value >>> 16
  into[at + 2] = value >>> 8
  into[at + 3] = value
}

/** Writes the header of a b-tree page that every page has. */
export function pageHead(into: Uint8Array, at: number, type: number, cells: number, contentStart: number): void {
  into[at] = type
  into[at + 3] = cells >> 8
  into[at + 4] = cells & 255
  into[at + 5] = contentStart >> 8
  into[at + 6] = contentStart & 255
}

/** Row of `sqlite_schema`: type, name, tbl_name, rootpage, sql. */
export function schemaRecord(sql: string, root: number): Buffer {
  const texts = [Buffer.from('table'), Buffer.from('part'), Buffer.from('part')]
  const statement = Buffer.from(sql)
  const serials = [...texts.map((text) => 13 + 2 * text.length), 4, 13 + 2 * statement.length]
  const headerSize = 1 + serials.reduce((sum, serial) => sum + varintLength(serial), 0)
  const head = Buffer.alloc(headerSize)
  let at = writeVarint(head, 0, headerSize)
  for (const serial of serials) at = writeVarint(head, at, serial)
  const rootBytes = Buffer.alloc(4)
  rootBytes.writeUInt32BE(root)
  return Buffer.concat([head, ...texts, rootBytes, statement])
}

/** Writes the first hundred bytes of a database: UTF-8, no free pages, one schema. */
export function writeDatabaseHeader(page: Buffer): void {
  page.write('SQLite format 3\0', 0, 'latin1')
  page.writeUInt16BE(PAGE, 16)
  page.set([1, 1, 0, 64, 32, 32], 18)
  page.writeUInt32BE(1, 24)
  page.writeUInt32BE(1, 40)
  page.writeUInt32BE(4, 44)
  page.writeUInt32BE(1, 56)
  page.writeUInt32BE(1, 92)
  page.writeUInt32BE(3_047_000, 96)
}
