import type { ColumnRole } from '@shared/dataset/schema'
import { roleSynonyms } from './role-synonyms'

/** A column name as the synonyms are written. */
function normalizeName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（(［[].*?[)）\]］]/g, '')
    .replace(/[\s_\-./:：、,'"#]+/g, '')
}

/** How well a name fits each role: 1 for a synonym itself, less for one inside a longer name. */
export function roleScores(name: string): { role: ColumnRole; score: number }[] {
  const said = normalizeName(name)
  if (said === '') return []
  const borders = wordBorders(name)
  const isShare = shares.test(name.trim())
  const scores = (Object.keys(roleSynonyms) as ColumnRole[]).map((role) => ({
    role,
    score: scoreOf(said, roleSynonyms[role], isShare ? null : borders),
  }))
  return scores.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
}

/** A share or rate of something is not that thing. */
const shares = /(share|ratio|rate|percent|percentage|pct|%|率|占比|比例)$/i

/** Where words begin and end in a name without its blanks: `discount_share` has no word `count`. */
function wordBorders(name: string): ReadonlySet<number> {
  const parts = name
    .normalize('NFKC')
    .replace(/[（(［[].*?[)）\]］]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_\-./:：、,'"#]+/)
  const borders = new Set([0])
  let at = 0
  for (const part of parts) {
    at += part.length
    borders.add(at)
  }
  return borders
}

/** @param borders null when only a synonym itself counts */
function scoreOf(said: string, words: readonly string[], borders: ReadonlySet<number> | null): number {
  const exact = words.indexOf(said)
  if (exact >= 0) return 1 - exact * 0.002
  if (borders === null) return 0
  const chinese = /[\u4e00-\u9fff]/
  let best = 0
  for (const word of words) {
    if (word.length < (chinese.test(word) ? 2 : 3)) continue
    const at = said.lastIndexOf(word)
    const isWord = chinese.test(word) || (borders.has(at) && borders.has(at + word.length))
    if (at < 0 || !isWord) continue
    if (said.endsWith(word)) best = Math.max(best, 0.6 + (0.3 * word.length) / said.length)
    else best = Math.max(best, 0.3 + (0.3 * word.length) / said.length)
  }
  return best
}
