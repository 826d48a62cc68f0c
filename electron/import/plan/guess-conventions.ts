import type { ImportOptions } from '@shared/contract/import'
import { type Text, text } from '@shared/contract/text'
import type { ColumnSample } from '../types/column-sample'
import type { DateOrder } from '../types/parse-date'
import type { DecimalMark } from '../types/parse-number'

interface Guess<T> {
  value: T
  confidence: number
  reason: Text
  alternatives: { value: T; confidence: number }[]
}

export interface ConventionGuesses {
  decimal: Guess<DecimalMark>
  dateOrder: Guess<DateOrder>
}

/** How the file writes decimals and dates: a reading that more values allow wins. */
export function guessConventions(samples: readonly ColumnSample[], options: Partial<ImportOptions>): ConventionGuesses {
  return { decimal: guessDecimal(samples, options.decimal), dateOrder: guessOrder(samples, options.dateOrder) }
}

function guessDecimal(samples: readonly ColumnSample[], said: DecimalMark | undefined): Guess<DecimalMark> {
  if (said) return { value: said, confidence: 1, reason: text('import-reasons.said'), alternatives: [] }
  let points = 0
  let commas = 0
  for (const { numbers } of samples) {
    points += Math.max(0, numbers['.'].numbers - numbers[','].numbers)
    commas += Math.max(0, numbers[','].numbers - numbers['.'].numbers)
  }
  const value: DecimalMark = commas > points ? ',' : '.'
  const other: DecimalMark = value === '.' ? ',' : '.'
  const evidence = Math.max(points, commas) / Math.max(points + commas, 1)
  const confidence = points + commas === 0 ? 0.9 : Math.round(evidence * 100) / 100
  const reason = text(points + commas === 0 ? 'import-reasons.decimalUnseen' : 'import-reasons.decimalSeen', {
    mark: value,
  })
  return {
    value,
    confidence,
    reason,
    alternatives: [{ value: other, confidence: Math.round((1 - confidence) * 100) / 100 }],
  }
}

const orders: readonly DateOrder[] = ['ymd', 'dmy', 'mdy']

function guessOrder(samples: readonly ColumnSample[], said: DateOrder | undefined): Guess<DateOrder> {
  if (said) return { value: said, confidence: 1, reason: text('import-reasons.said'), alternatives: [] }
  const counts = { ymd: 0, dmy: 0, mdy: 0 }
  let shortYears = 0
  for (const sample of samples) {
    for (const order of orders) counts[order] += sample.dates[order]
    shortYears += sample.shortYears
  }
  // A year of two digits stands last unless the other orders contradict.
  if (shortYears > 0 && Math.max(counts.dmy, counts.mdy) >= counts.ymd) counts.ymd -= shortYears
  const best = Math.max(counts.ymd, counts.dmy, counts.mdy)
  if (best === counts.ymd) {
    return {
      value: 'ymd',
      confidence: best === 0 ? 0.9 : 1,
      reason: text('import-reasons.dateYearFirst'),
      alternatives: [],
    }
  }
  const ambiguous = counts.dmy === counts.mdy
  const value: DateOrder = counts.mdy >= counts.dmy ? 'mdy' : 'dmy'
  const other: DateOrder = value === 'mdy' ? 'dmy' : 'mdy'
  const confidence = ambiguous ? 0.5 : 0.95
  const reason = text(ambiguous ? 'import-reasons.dateAmbiguous' : 'import-reasons.dateSeen', { order: value })
  return {
    value,
    confidence,
    reason,
    alternatives: [{ value: other, confidence: Math.round((1 - confidence) * 100) / 100 }],
  }
}
