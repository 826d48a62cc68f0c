/**
 * Packs files into an asar archive, Electron's container: two little pickles (sizes, then a JSON header padded to
 * four bytes) followed by the files' bytes. Enough for a handful of small files in one folder.
 */

/**
 * @param {Record<string, Buffer>} files content per file name, all at the top level
 * @returns {Buffer} the archive
 */
export function packAsar(files) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const entries = {}
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    entries[name] = { size: content.length, offset: String(offset) }
    offset += content.length
  }
  const header = Buffer.from(JSON.stringify({ files: entries }))
  const padding = Buffer.alloc((4 - (header.length % 4)) % 4)
  const payload = 4 + header.length + padding.length
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(4, 0)
  sizes.writeUInt32LE(payload + 4, 4)
  sizes.writeUInt32LE(payload, 8)
  sizes.writeUInt32LE(header.length, 12)
  return Buffer.concat([sizes, header, padding, ...Object.values(files)])
}
