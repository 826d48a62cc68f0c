import { bestSimilarity, jaroWinkler } from './jaro-winkler'

/** Each text is compared with so many that follow it in an order. */
const NEIGHBOURS = 12
/** Up to so many texts all are compared with all. */
const FEW = 400

/** Two texts that are alike, by their places. */
export interface Pair {
  a: number
  b: number
  score: number
}

/**
 * Pairs of distinct texts that are alike enough. Up to 400 texts all pairs are looked at; of more, those that come near each other in
 * one of three orders: by beginning, by end, and by words whatever their order (sorted neighbourhood). Two texts that differ in all
 * three places are not found.
 * @param tick called now and then with how many comparisons were made since; throws to end it
 * Cost: 36 comparisons a text and three sorts.
 * Source: Hernández and Stolfo, The merge/purge problem for large databases (1995).
 */
export function similarTexts(
  texts: readonly string[],
  threshold: number,
  tick: (comparisons: number) => void = () => {},
): Pair[] {
  const pairs: Pair[] = []
  const compare = (a: number, b: number) => {
    const [first, second] = [texts[a] as string, texts[b] as string]
    if (bestSimilarity(first.length, second.length) < threshold) return
    const score = jaroWinkler(first, second)
    if (score >= threshold) pairs.push(a < b ? { a, b, score } : { a: b, b: a, score })
  }
  if (texts.length <= FEW) {
    for (let a = 0; a < texts.length; a++) {
      for (let b = a + 1; b < texts.length; b++) compare(a, b)
      tick(texts.length - a)
    }
    return pairs
  }
  for (const order of [(text: string) => text, reversed, wordsInOrder]) {
    const keys = texts.map(order)
    const places = Array.from(keys, (_, i) => i).sort(
      (a, b) => compareKeys(keys[a] as string, keys[b] as string) || a - b,
    )
    for (let i = 0; i < places.length; i++) {
      const last = Math.min(places.length - 1, i + NEIGHBOURS)
      for (let j = i + 1; j <= last; j++) compare(places[i] as number, places[j] as number)
      tick(NEIGHBOURS)
    }
  }
  return pairs
}

const reversed = (text: string) => [...text].reverse().join('')
const wordsInOrder = (text: string) => text.split(' ').sort(compareKeys).join(' ')
const compareKeys = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
