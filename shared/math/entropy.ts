/**
 * Shannon's entropy of counts, in two units and as a share of the greatest that so many values could have (Pielou's evenness); 0
 * where there is one value only.
 * @param counts > 0, at least one
 * Source: Shannon (1948), "A mathematical theory of communication".
 */
export function entropyOf(counts: readonly number[]): { nats: number; bits: number; share: number } {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const nats = counts.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0)
  return { nats, bits: nats / Math.LN2, share: counts.length > 1 ? nats / Math.log(counts.length) : 0 }
}
