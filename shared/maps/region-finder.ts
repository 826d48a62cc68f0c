import { languages, messages } from '../locales'
import type { Region } from './region-map'

/** What stands behind a province's name, in both languages. */
const endings =
  /(?:省|市|(?:壮族|回族|维吾尔|維吾爾)?自治[区區]|特别行政[区區]|autonomousregion|municipality|province|sheng|shi|sar)$/u

/**
 * A name without what people write differently: case, accents, spaces, punctuation, an article.
 * “Côte d’Ivoire” and “cote d'ivoire” are the same.
 */
export function plainName(name: string): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return letters
    .replace(/&/g, 'and')
    .replace(/^the\s+/, '')
    .replace(/\bst\.?(?=\s)/g, 'saint')
    .replace(/[\s\p{P}\p{S}]/gu, '')
}

/** Finds regions of a map by code, by name in either language, or by what else people write. */
export class RegionFinder {
  private readonly byName = new Map<string, number>()
  private readonly found = new Map<string, number>()

  constructor(regions: readonly Region[]) {
    // A code or a shown name is never taken by what another region is also called.
    for (const [i, { id }] of regions.entries()) {
      this.add(id, i)
      for (const language of languages) this.add(messages[language].get(`regions.${id}`) ?? id, i)
    }
    for (const [i, { names }] of regions.entries()) for (const name of names) this.add(name, i)
  }

  /** Place of the region in the list; −1 when the name is not known. */
  find(name: string): number {
    const known = this.found.get(name)
    if (known !== undefined) return known
    const plain = plainName(name)
    const place = this.byName.get(plain) ?? this.byName.get(plain.replace(endings, '')) ?? -1
    this.found.set(name, place)
    return place
  }

  private add(name: string, place: number): void {
    const plain = plainName(name)
    if (plain !== '' && !this.byName.has(plain)) this.byName.set(plain, place)
  }
}
