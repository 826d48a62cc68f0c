import type { RecipeStepInput } from '../recipe/recipe'
import { type CleanAction, cleaned } from '../recipe/steps/clean-text'
import type { Variants } from './quality-report'
import type { Spelling } from './spelling-variants'

/** More words than these are not replaced one by one. */
const mostReplacements = 6
const tidying: CleanAction[] = ['width', 'spaces']

/** What is done to the words of a column. */
export type Respelling = { actions: CleanAction[] } | { find: string; replacement: string }

/**
 * What makes variants of a word be written alike: the most frequent spelling takes the place of the others. Where those are many,
 * superfluous spaces and wide signs of the whole column go first, and in the end everything is written in small letters.
 */
export function settleSpellings(variants: readonly Variants[]): Respelling[] {
  const replaced = (left: readonly [string, string][]) => left.map(([find, replacement]) => ({ find, replacement }))
  const few = variants.flatMap((group) => replacementsIn(group, []))
  if (few.length <= mostReplacements) return replaced(few)
  const words = variants.flatMap(({ spellings }) => spellings.map(({ value }) => value))
  const actions = tidying.filter((action) => words.some((word) => cleaned(word, [action]) !== word))
  const tidy = actions.length > 0 ? [{ actions }] : []
  const replacements = variants.flatMap((group) => replacementsIn(group, actions))
  if (replacements.length > mostReplacements) return [...tidy, { actions: ['lower'] }]
  return [...tidy, ...replaced(replacements)]
}

/** As steps of a recipe. */
export function respellingSteps(column: string, respellings: readonly Respelling[]): RecipeStepInput[] {
  const columns = [column]
  return respellings.map((respelling) =>
    'actions' in respelling
      ? { kind: 'clean-text', params: { columns, ...respelling } }
      : { kind: 'replace-values', params: { columns, ...respelling, match: 'whole' } },
  )
}

/** Cells of a column that are another text afterwards. */
export function cellsRespelled(spellings: readonly Spelling[], respellings: readonly Respelling[]): number {
  const after = (word: string) =>
    respellings.reduce((now, respelling) => {
      if ('actions' in respelling) return cleaned(now, respelling.actions)
      return now === respelling.find ? respelling.replacement : now
    }, word)
  return spellings.reduce((total, { value, count }) => total + (after(value) === value ? 0 : count), 0)
}

/** Spellings that still differ after tidying, each with the one that is the most frequent then. */
function replacementsIn({ spellings }: Variants, actions: readonly CleanAction[]): [string, string][] {
  const counts = new Map<string, number>()
  for (const { value, count } of spellings) {
    const tidy = cleaned(value, actions)
    counts.set(tidy, (counts.get(tidy) ?? 0) + count)
  }
  const [first, ...others] = [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value)
  return first === undefined ? [] : others.map((other) => [other, first])
}

/** Rows whose spelling is not the most frequent one of its word. */
export function rowsOfVariants(variants: readonly Variants[]): number {
  return variants.reduce(
    (total, { spellings }) => total + spellings.slice(1).reduce((sum, { count }) => sum + count, 0),
    0,
  )
}

/** An example of a word that is written in several ways. */
export function exampleOf(variants: readonly Variants[]): string {
  const { spellings } = variants[0] as Variants
  return spellings
    .slice(0, 3)
    .map(({ value }) => `“${value}”`)
    .join(' / ')
}
