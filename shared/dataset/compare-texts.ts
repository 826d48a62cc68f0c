/**
 * The order of two texts by the codes of their characters: that of Unicode code points, as SQLite has it, and not that of UTF-16,
 * which puts 𝕏 before ｘ.
 * @returns below 0 when `a` comes first, above 0 when `b` does, 0 when they are equal
 */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x !== y) return ranked(x) - ranked(y)
  }
  return a.length - b.length
}

/** Halves of characters beyond the first 65,536 come behind all others. */
function ranked(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
