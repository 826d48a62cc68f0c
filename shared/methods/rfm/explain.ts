import type { TextElement } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import { fieldAt } from '../../dataset/records'
import { parseDay } from '../../transactions/calendar'
import { numberAt, whyFormula, whySentence } from '../../transactions/why'
import type { PresentContext } from '../define-method'
import type { RfmParams, RfmResult } from './method'
import { segmentNamer } from './present'

type Measure = 'recency' | 'frequency' | 'monetary'
const letters = { recency: 'r', frequency: 'f', monetary: 'm' } as const

/** Why a customer has his recency, frequency, money, scores and segment. Cost: O(n) in the customers. */
export function explain(result: RfmResult, row: number, context: PresentContext<RfmParams>): TextElement[] {
  const { customers } = result
  const segment = customers.fields['segment']
  const code = segment && 'codes' in segment ? (segment.codes[row] as number) : -1
  return [
    ...values(result, row, context.params),
    ...(['recency', 'frequency', 'monetary'] as const).map((measure) => score(result, row, measure, context.params)),
    whySentence('rfm.segment', {
      cell: literal(String(fieldAt(customers.fields['cell'] as NonNullable<typeof segment>, row) ?? '')),
      segment: segmentNamer(result, context)(code),
    }),
  ]
}

function values({ customers, snapshotDate }: RfmResult, row: number, { monetary }: RfmParams): TextElement[] {
  const days = numberAt(customers, 'recency', row)
  const snapshot = parseDay(snapshotDate) ?? 0
  const date = (day: number) => quantity(day * 86_400_000, 'date')
  const money = { value: quantity(numberAt(customers, 'monetary', row), 'currency') }
  return [
    Number.isNaN(days)
      ? whySentence('rfm.never')
      : whyFormula('rfm.recency', {
          snapshot: date(snapshot),
          last: date(snapshot - days),
          days: quantity(days, 'days'),
        }),
    whyFormula('rfm.frequency', { orders: quantity(numberAt(customers, 'frequency', row), 'count') }),
    whyFormula(`rfm.monetary.${monetary}`, money),
  ]
}

function score(result: RfmResult, row: number, measure: Measure, params: RfmParams): TextElement {
  const { customers, limits } = result
  const letter = letters[measure]
  const given = {
    letter: literal(letter.toUpperCase()),
    score: numberAt(customers, letter, row),
    levels: params.levels,
  }
  if (limits) {
    const unit = measure === 'monetary' ? 'currency' : 'number'
    const list: Text[] = limits[measure].map((limit) => text('why.quantity', { value: quantity(limit, unit) }))
    return whyFormula(measure === 'recency' ? 'rfm.limitsDown' : 'rfm.limits', { ...given, limits: list })
  }
  const rank = rankOf(result, row, measure, params.ties)
  const words = { ...given, rank: quantity(rank, 'number'), n: quantity(customers.nRows, 'count') }
  return whyFormula(measure === 'recency' ? 'rfm.rankDown' : 'rfm.rank', words)
}

/** Rank of a customer among all by one measure, 1 the smallest, with the tie rule of the run. */
function rankOf({ customers }: RfmResult, row: number, measure: Measure, ties: RfmParams['ties']): number {
  const field = customers.fields[measure] as Float64Array
  const ids = customers.fields['id'] as Float64Array
  const at = (i: number) => (Number.isNaN(field[i]) ? Number.POSITIVE_INFINITY : (field[i] as number))
  const own = at(row)
  const ownId = fieldAt(ids, row) ?? ''
  let [smaller, equal, before] = [0, 0, 0]
  for (let i = 0; i < customers.nRows; i++) {
    const value = at(i)
    if (value < own) smaller++
    if (value !== own) continue
    equal++
    const isBefore = ties === 'customer' ? (fieldAt(ids, i) ?? '') < ownId : i < row
    if (isBefore) before++
  }
  return ties === 'average' ? smaller + (equal + 1) / 2 : smaller + before + 1
}
