import type { ResultElement, TextElement } from '../contract/result-elements'
import { type Quantity, quantity, type Text, type TextValue, text } from '../contract/text'
import type { PresentContext } from '../methods/define-method'
import { numberAt, whyFormula, whyInputs, whySentence } from '../transactions/why'
import type { SpendModel } from './fit-spend'
import type { RepeatBuyingParams, RepeatBuyingResult } from './result'

const precise = (value: number | null | undefined): Quantity => quantity(value ?? null, 'number', 4)

/** Why a customer has his P(alive), expected purchases, expected spend and value, by a model of repeat buying. */
export function explainRepeatBuying(modelId: 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd') {
  return (result: RepeatBuyingResult, row: number, { params }: PresentContext<RepeatBuyingParams>): ResultElement[] => {
    const { customers, parameters, horizon, spend } = result
    const number = (name: string) => numberAt(customers, name, row)
    const alive = number('pAlive')
    const purchases = number('expectedPurchases')
    const values = {
      ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, precise(value)])),
      x: number('frequency'),
      tx: precise(number('recency')),
      T: precise(number('T')),
      chances: number('frequency') - (modelId === 'bg-nbd' ? 1 : 0),
      alive: quantity(alive, 'percent', 2),
    } satisfies Record<string, TextValue>
    const isSure = modelId === 'bg-nbd' && number('frequency') === 0
    return [
      whyInputs([
        [column('frequency'), quantity(number('frequency'), 'count')],
        [column('recency'), precise(number('recency'))],
        [column('T'), precise(number('T'))],
        ...Object.entries(parameters).map(([name, value]): [Text, Quantity] => [{ literal: name }, precise(value)]),
      ]),
      whyFormula(isSure ? 'buying.aliveSure' : `buying.alive.${modelId}`, values),
      whyFormula('buying.purchases', {
        alive: quantity(alive, 'percent', 2),
        rate: precise(purchases / alive),
        purchases: precise(purchases),
        horizon: quantity(horizon, 'number'),
        unit: text(`why.buying.unit.${params.timeUnit}`),
      }),
      ...(spend ? value(spend, number, params) : []),
    ]
  }
}

function column(name: string): Text {
  return text(`repeat-buying.column.${name}`)
}

function value(spend: SpendModel, number: (name: string) => number, params: RepeatBuyingParams): TextElement[] {
  const [each, worth] = [number('expectedSpend'), number('value')]
  return [
    ...explainSpend(spend, number('frequency'), number('monetary'), each),
    whyFormula('buying.value', {
      purchases: precise(worth / each / params.margin),
      spend: quantity(each, 'currency'),
      margin: quantity(params.margin, 'percent'),
      months: params.valueMonths,
      rate: quantity(params.discountRate, 'percent'),
      value: quantity(worth, 'currency'),
    }),
  ]
}

/** Why a customer is expected to spend so much per purchase: between his own mean and that of all. */
export function explainSpend({ parameters }: SpendModel, x: number, m: number, expected: number): TextElement[] {
  const values = {
    p: precise(parameters.p),
    q: precise(parameters.q),
    gamma: precise(parameters.gamma),
    x,
    m: quantity(m, 'currency'),
    spend: quantity(expected, 'currency'),
  }
  if (!(x > 0 && m > 0)) return [whyFormula('buying.spendOfAll', values), whySentence('buying.noRepeat')]
  return [whyFormula('buying.spend', values)]
}
