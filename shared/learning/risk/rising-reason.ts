import { literal, quantity, type Text, text } from '../../contract/text'

/** Something about a customer that raises the probability. */
export interface RisingReason {
  column: string
  value: string | number | null
  /** Whether a number is among the lower or the higher ones of training; null in between, and for a category. */
  side: 'low' | 'high' | null
  isDate: boolean
}

/** A reason in words: "low tenure (3)", "Contract: Month-to-month". */
export function reasonWords({ column, value, side, isDate }: RisingReason): Text {
  if (value === null) return text('risk.reason.missing', { column: literal(column) })
  const said = typeof value === 'number' ? quantity(value, isDate ? 'date' : 'number') : literal(value)
  return text(`risk.reason.${side ?? 'is'}`, { column: literal(column), value: said })
}
