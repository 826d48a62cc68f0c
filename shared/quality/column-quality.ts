import type { CategoricalColumn, Column, NumericColumn } from '../dataset/column'
import type { ColumnInfo } from '../dataset/schema'
import { entropyOf } from '../math/entropy'
import { moments } from '../math/moments'
import { quantile } from '../math/quantile'
import { shape } from '../math/shape'
import { countOutliers } from './count-outliers'
import { countOutside, plausibleRange } from './plausible-range'
import type { ColumnQuality } from './quality-report'
import { cellsRespelled, settleSpellings } from './settle-spellings'
import { spellingVariants } from './spelling-variants'
import { suspiciousDates } from './suspicious-dates'
import { swappedDates } from './swapped-dates'
import { writtenValues } from './written-values'

/** From this share on one value is nearly all there is. */
const nearlyAll = 0.95
/** More categories than these cannot be compared one by one. */
const mostCategories = 50

/**
 * What one column holds and what is odd about it.
 * @param today as a day number since 1970-01-01: later dates lie in the future
 * Cost: O(n log n) for numbers and dates, O(n) for texts.
 */
export function columnQuality(column: Column, info: ColumnInfo, today: number): ColumnQuality {
  return column.kind === 'numeric' ? ofNumbers(column, info, today) : ofTexts(column, info)
}

const unordered = {
  mean: null,
  sd: null,
  min: null,
  q1: null,
  median: null,
  q3: null,
  max: null,
  skewness: null,
  skewnessSample: null,
  kurtosis: null,
  kurtosisSample: null,
  outliers: null,
  suspiciousDates: null,
  swappedDates: null,
  impossible: null,
  blank: 0,
  padded: 0,
  written: null,
  variants: [],
  respelled: 0,
}

function ofNumbers({ values }: NumericColumn, info: ColumnInfo, today: number): ColumnQuality {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const isDate = info.storage === 'date' || info.storage === 'datetime'
  const write = (value: number) => (isDate ? isoText(value, info.storage) : value)
  const at = (p: number) => (sorted.length > 0 ? write(quantile(sorted, p)) : null)
  const { counts, mode } = runsOf(sorted)
  const counted = { missing: values.length - sorted.length, n: sorted.length, counts }
  const common = mode && { value: write(mode.value), count: mode.count }
  const order = { min: at(0), q1: at(0.25), median: at(0.5), q3: at(0.75), max: at(1) }
  const facts = { ...unordered, ...order, ...verdicts(info, counted, common) }
  if (isDate) return { ...facts, suspiciousDates: suspiciousDates(values, today), swappedDates: swappedDates(values) }
  const known = moments(sorted)
  const outliers = info.measureType === 'continuous' ? countOutliers(sorted, known) : null
  const { skewness, skewnessSample, kurtosis, kurtosisSample } = shape(sorted)
  return {
    ...facts,
    mean: orNull(known.mean),
    sd: orNull(known.sd),
    skewness: orNull(skewness),
    skewnessSample: orNull(skewnessSample),
    kurtosis: orNull(kurtosis),
    kurtosisSample: orNull(kurtosisSample),
    outliers,
    impossible: impossibleIn(sorted, info),
  }
}

function impossibleIn(sorted: Float64Array, info: ColumnInfo): ColumnQuality['impossible'] {
  // Less than 0 of something may have come back, which only its owner knows: that is counted, and said in other words.
  const range = info.role === 'quantity' ? { low: 0, high: null } : plausibleRange(info)
  return range && { ...range, cells: countOutside(sorted, range) }
}

function ofTexts({ codes, levels }: CategoricalColumn, info: ColumnInfo): ColumnQuality {
  const counts = new Int32Array(levels.length)
  let n = 0
  for (const code of codes) {
    if (code < 0) continue
    counts[code] = (counts[code] as number) + 1
    n++
  }
  const spellings = levels.flatMap((value, code) => (counts[code] ? [{ value, count: counts[code] }] : []))
  const words = spellings.filter(({ value }) => value.trim() !== '')
  const mode = words.reduce<Mode | null>((best, one) => (one.count > (best?.count ?? 0) ? one : best), null)
  const isWord = info.measureType === 'nominal' || info.measureType === 'ordinal'
  const counted = { missing: codes.length - n, n, counts: spellings.map(({ count }) => count) }
  const variants = isWord ? spellingVariants(words) : []
  const respelled = cellsRespelled(spellings, settleSpellings(variants))
  const blank = n - words.reduce((sum, { count }) => sum + count, 0)
  const tidiness = { blank, padded: cellsPadded(words), variants, respelled }
  return { ...unordered, ...verdicts(info, counted, mode), ...tidiness, written: writtenValues(words) }
}

const paddedText = /^\s|\s$|\s\s/

function cellsPadded(spellings: readonly Mode[]): number {
  return spellings.reduce((total, { value, count }) => total + (paddedText.test(String(value)) ? count : 0), 0)
}

type Mode = NonNullable<ColumnQuality['mode']>

function verdicts(
  info: ColumnInfo,
  { n, missing, counts }: { n: number; missing: number; counts: readonly number[] },
  mode: Mode | null,
) {
  const distinct = counts.length
  const isCategory = info.measureType === 'nominal' || info.measureType === 'ordinal'
  return {
    name: info.name,
    type: info.measureType,
    storage: info.storage,
    role: info.role,
    n,
    missing,
    distinct,
    mode,
    frequencyRatio: frequencyRatio(counts),
    entropy: n > 0 ? entropyOf(counts) : null,
    constant: distinct === 1,
    nearConstant: distinct > 1 && mode !== null && mode.count >= nearlyAll * n,
    highCardinality: isCategory && distinct > mostCategories,
  }
}

function frequencyRatio(counts: readonly number[]): number | null {
  let [most, second] = [0, 0]
  for (const count of counts) {
    if (count > most) [most, second] = [count, most]
    else if (count > second) second = count
  }
  return second > 0 ? most / second : null
}

/** How often each value is there, and the most frequent one: of several the smallest. */
function runsOf(sorted: Float64Array): { counts: number[]; mode: { value: number; count: number } | null } {
  const counts: number[] = []
  let mode: { value: number; count: number } | null = null
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const value = sorted[start] as number
    while (end < sorted.length && sorted[end] === value) end++
    counts.push(end - start)
    if (end - start > (mode?.count ?? 0)) mode = { value, count: end - start }
  }
  return { counts, mode }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function isoText(milliseconds: number, storage: ColumnInfo['storage']): string {
  const iso = new Date(milliseconds).toISOString()
  return storage === 'date' ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}
