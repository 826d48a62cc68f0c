import { quantity } from '../../contract/text'
import { methodWords } from '../../transactions/method-words'

const { at } = methodWords('survival')

/** A plain number inside a sentence. */
export function number(value: number | null, decimals = 1) {
  return quantity(value, 'number', decimals)
}

/** A p-value as it is usually written: never 0. */
export function probability(p: number) {
  return p < 0.0001 ? at('tinyP') : at('p', { p: quantity(p, 'number', p < 0.01 ? 4 : 3) })
}
