/**
 * Where something begins in a text, counted in characters from 1; missing when it is not in there from a character on.
 * @param look finds it in what is left: a position in memory's units, −1 for none
 */
export function placeAfter(words: string, from: number, look: (rest: string) => number): number {
  const letters = Array.from(words)
  if (!(from >= 1) || Math.trunc(from) - 1 > letters.length) return Number.NaN
  const skipped = letters.slice(0, Math.trunc(from) - 1).join('').length
  const place = look(words.slice(skipped))
  return place < 0 ? Number.NaN : Array.from(words.slice(0, skipped + place)).length + 1
}
