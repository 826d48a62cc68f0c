import type { Progress } from '../contract/run-events'
import type { Matrix } from '../dataset/column'
import { correlationMatrix } from '../math/correlation-matrix'
import { independenceTest } from '../math/hypothesis/independence-test'
import { kendallMatrix } from '../math/kendall'
import type { Associations } from './quality-report'

/** Columns to compare: numbers with NaN for missing, categories as codes with −1. */
export interface Comparable {
  rows: number
  /** Columns that were too many to be among them. */
  leftOut: number
  numbers: readonly { name: string; values: Float64Array }[]
  categories: readonly { name: string; codes: Int32Array; count: number }[]
}

const mostPairs = 20
/** Rows times columns squared for Kendall's τ: about two seconds. */
const mostKendall = 2e7

/**
 * Correlations of numbers (Pearson, Spearman, Kendall's τ-b) and association of categories (Cramér's V, without correction and
 * with Bergsma's), pair by pair over the rows that have both values; null where undefined.
 * @param onPair called between pairs with the share of the work that is done
 * @throws what `onPair` throws
 */
export function associationsOf(
  { rows, leftOut, numbers, categories }: Comparable,
  onPair: (fraction: number) => void,
): Associations {
  const check = stagesOf(numbers.length, categories.length, onPair)
  const names = numbers.map(({ name }) => name)
  const lists = numbers.map(({ values }) => values)
  const pearson = { columns: names, values: listsOf(finished(correlationMatrix(lists, false), check.pearson)) }
  const spearman = { columns: names, values: listsOf(finished(correlationMatrix(lists, true), check.spearman)) }
  const ranked = kendallRows(rows, lists.length)
  const thinned = ranked === rows ? lists : lists.map((values) => evenly(values, ranked))
  const kendall = { columns: names, values: listsOf(finished(kendallMatrix(thinned), check.kendall)) }
  const tables = cramerMatrices(categories, check.cramerV)
  const [cramerV, cramerVCorrected] = tables.map((values) => ({
    columns: categories.map(({ name }) => name),
    values,
  })) as [Associations['cramerV'], Associations['cramerV']]
  const pairs = [
    ...pairsOf(pearson, 'pearson').map((pair, i) => {
      const ranked = pairsOf(spearman, 'spearman')[i]
      return ranked && Math.abs(ranked.value) > Math.abs(pair.value) ? ranked : pair
    }),
    ...pairsOf(cramerV, 'cramerV'),
  ].filter(({ value }) => !Number.isNaN(value))
  const top = pairs.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, mostPairs)
  return { rows, leftOut, pearson, spearman, kendall, kendallRows: ranked, cramerV, cramerVCorrected, top }
}

function kendallRows(rows: number, columns: number): number {
  return Math.min(rows, Math.max(1000, Math.floor(mostKendall / Math.max(1, columns * columns))))
}

function evenly(values: Float64Array, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => values[Math.floor((i * values.length) / count)] as number)
}

/** A pair of ranked columns takes so many times as long as one of numbers: they are sorted. */
const rankedWork = 12

/** The share of the whole that each part of the work comes to, told as it goes. */
function stagesOf(nNumbers: number, nCategories: number, onPair: (fraction: number) => void) {
  const ranked = rankedWork * nNumbers ** 2
  const parts = { pearson: nNumbers ** 2, spearman: ranked, kendall: ranked, cramerV: nCategories ** 2 }
  const whole = Math.max(1, parts.pearson + 2 * ranked + parts.cramerV)
  const from = (before: number, work: number) => (fraction: number) => onPair((before + work * fraction) / whole)
  return {
    pearson: from(0, parts.pearson),
    spearman: from(parts.pearson, parts.spearman),
    kendall: from(parts.pearson + ranked, ranked),
    cramerV: from(parts.pearson + 2 * ranked, parts.cramerV),
  }
}

function finished(work: Generator<Progress, Matrix, void>, check: (fraction: number) => void): Matrix {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    check(value.fraction ?? 0)
  }
}

function listsOf({ nRows, nColumns, data }: Matrix): (number | null)[][] {
  return Array.from({ length: nRows }, (_, i) =>
    Array.from(data.subarray(i * nColumns, (i + 1) * nColumns), (value) => (Number.isNaN(value) ? null : value)),
  )
}

/** Without correction, and with it. */
function cramerMatrices(
  categories: Comparable['categories'],
  check: (fraction: number) => void,
): (number | null)[][][] {
  const matrices = [0, 1].map(() => categories.map(() => new Array<number | null>(categories.length).fill(1)))
  for (const [i, a] of categories.entries()) {
    check((i / categories.length) ** 2)
    for (const [j, b] of categories.slice(0, i).entries()) {
      const found = independenceTest(crossTable(a, b))
      for (const [k, v] of [found?.cramerV ?? null, found?.cramerVCorrected ?? null].entries()) {
        const values = matrices[k] as (number | null)[][]
        ;(values[i] as (number | null)[])[j] = v
        ;(values[j] as (number | null)[])[i] = v
      }
    }
  }
  return matrices
}

type Category = Comparable['categories'][number]

function crossTable(a: Category, b: Category): number[][] {
  const counts = Array.from({ length: a.count }, () => new Array<number>(b.count).fill(0))
  for (let row = 0; row < a.codes.length; row++) {
    const [i, j] = [a.codes[row] as number, b.codes[row] as number]
    if (i < 0 || j < 0) continue
    const list = counts[i] as number[]
    list[j] = (list[j] as number) + 1
  }
  return counts
}

function pairsOf({ columns, values }: Associations['pearson'], measure: 'pearson' | 'spearman' | 'cramerV') {
  return columns.flatMap((a, i) =>
    columns.slice(0, i).map((b, j) => ({ a: b, b: a, measure, value: values[i]?.[j] ?? Number.NaN })),
  )
}
