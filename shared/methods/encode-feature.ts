import { failure } from '../contract/app-error'
import type { CategoricalColumn, Matrix } from '../dataset/column'
import type { FeaturePolicy, FeaturePreparation } from './feature-policy'

/** Categories of one column that are told apart by columns of 0 and 1; more would be names rather than groups. */
export const MOST_ENCODED_LEVELS = 100

/** Codes that occur in some rows, ascending. */
export function levelsInUse({ name, codes, levels }: CategoricalColumn, rows: Int32Array): number[] {
  const seen = new Uint8Array(levels.length)
  for (const row of rows) {
    const code = codes[row] as number
    if (code >= 0) seen[code] = 1
  }
  const used = [...seen.keys()].filter((code) => seen[code] === 1)
  if (used.length === 0) throw failure('columnEmpty', { column: name }, { column: name })
  if (used.length < 2)
    throw failure('columnConstant', { column: name, value: levels[used[0] ?? 0] ?? '' }, { column: name })
  const most = MOST_ENCODED_LEVELS
  if (used.length > most)
    throw failure('tooManyLevelsToEncode', { column: name, levels: used.length, most }, { column: name })
  return used
}

/** Writes a column of 0 and weight/√2 for every category in use, from column `first` of the matrix on. */
export function encodeColumn(
  { name, codes, levels }: CategoricalColumn,
  used: readonly number[],
  rows: Int32Array,
  { missing, weights }: FeaturePolicy,
  { data, nColumns }: Matrix,
  first: number,
): FeaturePreparation[] {
  const place = new Map(used.map((code, at) => [code, at]))
  const counts = new Array<number>(used.length).fill(0)
  const places = Int32Array.from(rows, (row) => place.get(codes[row] as number) ?? -1)
  for (const at of places) if (at >= 0) counts[at] = (counts[at] as number) + 1
  const usual = counts.indexOf(Math.max(...counts))
  const scale = Math.SQRT2 / (weights?.[name] ?? 1)
  let filled = 0
  for (const [i, at] of places.entries()) {
    if (at < 0) filled++
    data[i * nColumns + first + (at < 0 ? usual : at)] = 1 / scale
  }
  const fillOf = (at: number) => (missing === 'drop' ? null : at === usual ? 1 : 0)
  const same = { transform: 'none' as const, lambda: null, center: 0, scale, usedStandardDeviation: false }
  return used.map((code, at) => ({
    ...{ name, level: levels[code] ?? '', fill: fillOf(at), filled: at === usual ? filled : 0, ...same },
  }))
}
