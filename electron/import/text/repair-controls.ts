/**
 * Windows-1252 puts quotes, dashes and the euro sign where Latin-1 has control characters that nobody writes. A text that was once
 * converted as Latin-1 still has those controls; they are shown as what they were meant to be. The five that Windows-1252 leaves
 * open stay as they are.
 */
const meant = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const replacements = [...meant].map((character) => Buffer.from(character, 'utf8'))

/** Whether UTF-8 bytes hold one of the controls U+0080 to U+009F (bytes C2 80 to C2 9F). */
export function hasStrayControls(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0xc2); at >= 0; at = bytes.indexOf(0xc2, at + 1))
    if (isControl(bytes[at + 1])) return true
  return false
}

/** The same bytes with stray controls as the characters they stand for. A character must not be cut at the end of `bytes`. */
export function repairControls(bytes: Uint8Array): { bytes: Uint8Array; count: number } {
  const pieces: Uint8Array[] = []
  let from = 0
  let count = 0
  for (let at = bytes.indexOf(0xc2); at >= 0; at = bytes.indexOf(0xc2, at + 1)) {
    const second = bytes[at + 1]
    if (!isControl(second)) continue
    pieces.push(bytes.subarray(from, at), replacements[(second as number) - 0x80] as Buffer)
    from = at + 2
    count += 1
  }
  return count === 0 ? { bytes, count } : { bytes: Buffer.concat([...pieces, bytes.subarray(from)]), count }
}

function isControl(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte <= 0x9f
}
