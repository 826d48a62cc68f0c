import { numberIn } from '../formula/functions/number-in'
import { readDate } from '../recipe/convert-column'
import type { Written } from './quality-report'
import type { Spelling } from './spelling-variants'

const othersShown = 3
/** Longer texts are neither numbers nor dates. */
const longest = 32
const startOfValue = /^[\s+\-−.¥$€£￥]*[\d０-９]/
const withUnit = /^([¥$€£]?)\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?\.?\d+)\s*(\p{L}{1,8}\.?|%|[¥$€£]|)$/u
const code = /^0\d/

/** What the texts of a column look like: numbers, dates, numbers with a unit, or something else. Cost: O(distinct texts). */
export function writtenValues(spellings: readonly Spelling[]): Written {
  const units = new Map<string, number>()
  const others: Spelling[] = []
  const found = { numbers: 0, dates: 0, isCode: false }
  for (const spelling of spellings) {
    const { value, count } = spelling
    const kind = kindOf(value)
    if (kind === 'number') found.numbers += count
    else if (kind === 'date') found.dates += count
    else if (kind === null) others.push(spelling)
    else units.set(kind.unit, (units.get(kind.unit) ?? 0) + count)
    found.isCode ||= code.test(value)
  }
  return {
    ...found,
    units: [...units].map(([unit, cells]) => ({ unit, cells })).sort((a, b) => b.cells - a.cells),
    others: greatest(others, othersShown).map(({ value }) => value),
  }
}

function kindOf(value: string): 'number' | 'date' | { unit: string } | null {
  if (value.length > longest || !startOfValue.test(value)) return null
  const plain = value.normalize('NFKC').trim()
  if (!Number.isNaN(readDate(plain)) && !/^\d{8}$/.test(plain)) return 'date'
  const match = withUnit.exec(plain)
  const unit = match?.[1] || match?.[3]
  if (match && unit) return { unit }
  return Number.isNaN(numberIn(plain)) ? null : 'number'
}

/** The most frequent ones, without putting all in order. */
function greatest(spellings: readonly Spelling[], count: number): Spelling[] {
  let best: Spelling[] = []
  for (const spelling of spellings) {
    if (best.length === count && spelling.count <= (best.at(-1) as Spelling).count) continue
    best = [...best, spelling].sort((a, b) => b.count - a.count).slice(0, count)
  }
  return best
}
