/**
 * P-values corrected so that, of the differences called significant, only the chosen share is expected to be chance.
 * @param p in [0, 1]
 * @returns in the order given
 * Source: Benjamini & Hochberg (1995).
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = [...p.keys()].sort((a, b) => (p[b] as number) - (p[a] as number))
  const adjusted = new Array<number>(p.length).fill(1)
  let least = 1
  for (const [place, i] of order.entries()) {
    least = Math.min(least, ((p[i] as number) * p.length) / (p.length - place))
    adjusted[i] = least
  }
  return adjusted
}

/**
 * P-values corrected so that the chance of a single false finding among all stays below the level chosen.
 * @param p in [0, 1]
 * @returns in the order given
 * Source: Holm (1979).
 */
export function holm(p: readonly number[]): number[] {
  const order = [...p.keys()].sort((a, b) => (p[a] as number) - (p[b] as number))
  const adjusted = new Array<number>(p.length).fill(0)
  let most = 0
  for (const [place, i] of order.entries()) {
    most = Math.min(1, Math.max(most, (p[i] as number) * (p.length - place)))
    adjusted[i] = most
  }
  return adjusted
}
