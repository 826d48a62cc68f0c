import type { TextElement } from '../../contract/result-elements'
import { literal, quantity, type Text } from '../../contract/text'
import { methodWords } from '../../transactions/method-words'
import { periodsPerYear } from '../../transactions/periods'
import type { CustomerValueParams, CustomerValueResult } from './method'

const { at, formula } = methodWords('customer-value')

/** Terms that are written out; of more the first and the last are. */
const mostTerms = 8

const money = (value: number) => quantity(value, 'currency')
const rate = (value: number) => quantity(value, 'percent', 2)

/** The formula of the variant with its numbers filled in: why the total is what it is. */
export function formulaInNumbers(result: CustomerValueResult, params: CustomerValueParams): TextElement[] {
  const { variant, total, undiscounted, rates, revenue, cost, marginPerPeriod } = result
  switch (variant) {
    case 'discounted':
      return discountedFormula(result, params)
    case 'growth': {
      const values = {
        value: money(undiscounted),
        rate: rate(rates.growth),
        n: params.periods ?? 1,
        total: money(total),
      }
      return [formula('formula', values, 'formula.growth')]
    }
    case 'retention': {
      if (marginPerPeriod === null) return [formula('formula', retentionWords(result, params), 'formula.retentionSum')]
      const values = { ...retentionWords(result, params), margin: money(marginPerPeriod) }
      return [formula('formula', values, `formula.retention.${params.timing}`)]
    }
    case 'single':
      return [formula('formula', { total: money(total) }, `formula.single.${params.purchase}`)]
    default:
      return [formula('formula', { revenue: money(revenue), cost: money(cost), total: money(total) }, 'formula.margin')]
  }
}

function retentionWords({ rates, total }: CustomerValueResult, { timing }: CustomerValueParams) {
  const multiple = (timing === 'end' ? rates.retention : 1 + rates.discount) / (1 + rates.discount - rates.retention)
  return {
    retention: rate(rates.retention),
    discount: rate(rates.discount),
    multiple: quantity(multiple, 'number', 4),
    total: money(total),
  }
}

function discountedFormula({ periodValues, total }: CustomerValueResult, params: CustomerValueParams): TextElement[] {
  if (!periodValues || periodValues.length === 0) return []
  const all = periodValues.length
  const shown = all <= mostTerms ? periodValues : [...periodValues.slice(0, mostTerms - 2), ...periodValues.slice(-1)]
  const terms = shown.map(({ t, amount }) =>
    at('formula.term', { amount: money(amount), rate: rate(params.discountRate), power: literal(powerOf(t, params)) }),
  )
  const parts = shown.map(({ value }) => at('formula.amount', { amount: money(value) }))
  if (shown.length < all) for (const list of [terms, parts]) list.splice(-1, 0, literal('…'))
  return [formula('formula', { terms: sumOf(terms), parts: sumOf(parts), total: money(total) }, 'formula.discounted')]
}

/** Exponent in years, as a fraction when periods are shorter. */
function powerOf(t: number, { period }: CustomerValueParams): string {
  const n = periodsPerYear[period]
  return n === 1 ? String(t) : `${t}/${n}`
}

function sumOf(terms: readonly Text[]): Text {
  return terms.reduce((first, second) => at('formula.sum', { first, second }))
}
