/**
 * Ascending row ids as bytes: differences in base 128, lowest digit first, the high bit says that more follow. A segment of
 * a third of a million rows takes a third of a megabyte.
 */
export function packRowIds(rowIds: Int32Array): Buffer {
  const bytes = Buffer.allocUnsafe(rowIds.length * 5)
  let length = 0
  let before = -1
  for (const row of rowIds) {
    let gap = row - before - 1
    for (; gap >= 128; gap >>>= 7) bytes[length++] = (gap & 127) | 128
    bytes[length++] = gap
    before = row
  }
  return Buffer.from(bytes.subarray(0, length))
}

/** The inverse of `packRowIds`. */
export function unpackRowIds(bytes: Uint8Array): Int32Array {
  const rowIds = new Int32Array(bytes.length)
  let count = 0
  let before = -1
  for (let at = 0; at < bytes.length; ) {
    let gap = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number
      gap |= (byte & 127) << shift
      if (byte < 128) break
    }
    before += gap + 1
    rowIds[count++] = before
  }
  return rowIds.slice(0, count)
}
