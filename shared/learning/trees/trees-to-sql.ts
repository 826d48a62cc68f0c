import { failure } from '../../contract/app-error'
import type { Boosting } from './grow-boosting'
import type { Trees } from './trees'

/** Databases refuse expressions that are much longer than what so many nodes make. */
const MOST_NODES = 12_000
/** Sums are put in brackets so many at a time: databases limit how deep an expression may be. */
const SUM_WIDTH = 50

/**
 * The mean of the trees as SQL: one nested CASE per tree and value.
 * @param features one SQL expression per feature
 * @returns one expression per value
 * @throws modelTooLargeForSql
 */
export function treesToSql(trees: Trees, features: readonly string[]): string[] {
  requireFew(trees)
  const nTrees = trees.roots.length
  return Array.from({ length: trees.nValues }, (_, at) => {
    const cases = Array.from(trees.roots, (root) => caseOf(trees, root, at, features))
    return nTrees === 1 ? (cases[0] as string) : `(${sumOf(cases)} / ${nTrees}.0)`
  })
}

/** A boosted ensemble as SQL: sums of nested CASEs, turned into probabilities by `exp`. */
export function boostingToSql(
  { trees, nOutputs, start }: Boosting,
  nClasses: number,
  features: readonly string[],
): string[] {
  requireFew(trees)
  const margins = Array.from(start, (value, output) => {
    const own = [...trees.roots].filter((_, t) => t % nOutputs === output)
    return sumOf([sqlReal(value), ...own.map((root) => caseOf(trees, root, 0, features))])
  })
  if (nClasses === 0) return margins
  const [margin] = margins
  if (nClasses === 2) return [`(1.0 - 1.0 / (1.0 + exp(-${margin})))`, `(1.0 / (1.0 + exp(-${margin})))`]
  const powers = margins.map((own) => `exp(${own})`)
  return powers.map((power) => `(${power} / (${powers.join(' + ')}))`)
}

function requireFew({ feature }: Trees): void {
  const nodes = feature.length
  if (nodes > MOST_NODES) throw failure('modelTooLargeForSql', { nodes, most: MOST_NODES })
}

function caseOf(trees: Trees, node: number, at: number, features: readonly string[]): string {
  const j = trees.feature[node] as number
  if (j < 0) return sqlReal(trees.value[node * trees.nValues + at] as number)
  const feature = features[j] as string
  const fits = `${feature} <= ${sqlReal(trees.threshold[node] as number)}`
  const condition = trees.missingLeft[node] === 1 ? `${fits} OR ${feature} IS NULL` : fits
  const left = caseOf(trees, trees.left[node] as number, at, features)
  const right = caseOf(trees, trees.right[node] as number, at, features)
  return `CASE WHEN ${condition} THEN ${left} ELSE ${right} END`
}

/** Adds in groups, each in brackets; from left to right within, so that rounding hardly differs. */
function sumOf(terms: readonly string[]): string {
  if (terms.length <= SUM_WIDTH) return `(${terms.join(' + ')})`
  const groups: string[] = []
  for (let at = 0; at < terms.length; at += SUM_WIDTH) groups.push(`(${terms.slice(at, at + SUM_WIDTH).join(' + ')})`)
  return sumOf(groups)
}

/** All digits of a number, written so that SQL takes it for a real one. */
function sqlReal(value: number): string {
  const digits = String(value)
  const real = /[.e]/.test(digits) ? digits : `${digits}.0`
  return value < 0 ? `(${real})` : real
}
