import { cleaned } from '../recipe/steps/clean-text'
import type { Variants } from './quality-report'

/** A word of a column and how often it stands there. */
export interface Spelling {
  value: string
  count: number
}

/** What is left of a word when spaces, width and case do not count. */
function essence(value: string): string {
  return cleaned(value, ['width', 'spaces', 'lower'])
}

/** Words that differ in spaces, width of signs or case alone: each group with its most frequent spelling first. */
export function spellingVariants(spellings: readonly Spelling[]): Variants[] {
  const groups = new Map<string, Spelling[]>()
  for (const spelling of spellings) {
    const key = essence(spelling.value)
    const group = groups.get(key)
    if (group) group.push(spelling)
    else groups.set(key, [spelling])
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ spellings: group.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)) }))
    .sort((a, b) => total(b) - total(a))
}

function total({ spellings }: Variants): number {
  return spellings.reduce((sum, { count }) => sum + count, 0)
}
