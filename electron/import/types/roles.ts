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
  const scores = (Object.keys(roleSynonyms) as ColumnRole[]).map((role) => ({
    role,
    score: scoreOf(said, roleSynonyms[role]),
  }))
  return scores.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
}

function scoreOf(said: string, words: readonly string[]): number {
  const exact = words.indexOf(said)
  if (exact >= 0) return 1 - exact * 0.002
  const chinese = /[\u4e00-\u9fff]/
  let best = 0
  for (const word of words) {
    if (word.length < (chinese.test(word) ? 2 : 4)) continue
    if (said.endsWith(word)) best = Math.max(best, 0.6 + (0.3 * word.length) / said.length)
    else if (said.includes(word)) best = Math.max(best, 0.3 + (0.3 * word.length) / said.length)
  }
  return best
}
