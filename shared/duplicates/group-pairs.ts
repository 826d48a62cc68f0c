import type { Pair } from './similar-texts'

/** Things that belong together: the first is the one that all others are like. */
export interface PairGroup {
  members: number[]
  /** Similarity of the least similar member to the first. */
  score: number
}

/**
 * Makes groups of pairs, the most similar first: a thing belongs to one group at most, and to its centre it is as similar as the pair
 * says. Groups cannot grow into chains of things that have nothing in common.
 * Source: Hassanzadeh and others, Framework for evaluating clustering algorithms in duplicate detection (2009), CENTER.
 */
export function groupPairs(pairs: readonly Pair[]): PairGroup[] {
  const ordered = [...pairs].sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
  const groups = new Map<number, PairGroup>()
  const member = new Set<number>()
  for (const { a, b, score } of ordered) {
    if (member.has(a) || member.has(b)) continue
    const centre = groups.has(a) ? a : groups.has(b) ? b : null
    if (groups.has(a) && groups.has(b)) continue
    const group = centre === null ? { members: [a], score } : (groups.get(centre) as PairGroup)
    if (centre === null) groups.set(a, group)
    const other = centre === b ? a : b
    group.members.push(other)
    group.score = Math.min(group.score, score)
    member.add(other)
  }
  return [...groups.values()]
}
