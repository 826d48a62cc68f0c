import { languages } from '@shared/locales'
import { sayIn } from '../locale/locale-provider'
import type { PaletteEntry } from './palette-entries'
import { pinyinInitials } from './pinyin-initials'

const PER_GROUP = 6

const says = languages.map((language) => sayIn(language, 'CNY'))
const initialsOf = new Map<string, string>()

function initials(words: string): string {
  const known = initialsOf.get(words)
  if (known !== undefined) return known
  const made = pinyinInitials(words)
  initialsOf.set(words, made)
  return made
}

/** 3 where a label begins with the query, 2 where a word does, 1 where it occurs or the pinyin initials begin so, 0 elsewhere. */
function scoreOf(words: string, query: string): number {
  const lower = words.toLowerCase()
  if (lower.startsWith(query)) return 3
  if (lower.includes(` ${query}`)) return 2
  return lower.includes(query) || initials(words).startsWith(query) ? 1 : 0
}

function bestScore(entry: PaletteEntry, query: string): number {
  return Math.max(...says.map((say) => scoreOf(say(entry.label), query)))
}

/**
 * The entries that fit what was typed, in either language or by pinyin initials, best first within each group.
 * An empty query finds everything but columns.
 */
export function searchEntries(entries: readonly PaletteEntry[], typed: string): ReadonlyMap<string, PaletteEntry[]> {
  const query = typed.trim().toLowerCase()
  const found = entries
    .map((entry) => ({ entry, score: query === '' ? Number(entry.group !== 'columns') : bestScore(entry, query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const groups = new Map<string, PaletteEntry[]>()
  for (const { entry } of found) {
    const group = groups.get(entry.group) ?? []
    if (query === '' || group.length < PER_GROUP) groups.set(entry.group, [...group, entry])
  }
  return groups
}
