import type { TableElement, TextElement } from '../contract/result-elements'
import { type Quantity, type Text, type TextValue, text } from '../contract/text'
import { fieldAt, type Records } from '../dataset/records'

/** A step of an explanation, as a formula with its numbers filled in; its words are `why.<name>`. */
export function whyFormula(name: string, values: Record<string, TextValue> = {}): TextElement {
  return { type: 'text', id: name, style: 'formula', text: text(`why.${name}`, values) }
}

/** A sentence of an explanation; its words are `why.<name>`. */
export function whySentence(name: string, values: Record<string, TextValue> = {}): TextElement {
  return { type: 'text', id: name, style: 'paragraph', text: text(`why.${name}`, values) }
}

/** What went in: names with their values. */
export function whyInputs(inputs: readonly (readonly [Text, Quantity])[]): TableElement {
  return {
    type: 'table',
    id: 'inputs',
    title: text('why.inputs'),
    columns: [
      { id: 'name', label: text('why.name') },
      { id: 'value', label: text('why.number') },
    ],
    rows: inputs.map(([name, value]) => [name, text('why.quantity', { value })]),
  }
}

/** A number of one row of records; NaN where there is none. */
export function numberAt({ fields }: Records, name: string, row: number): number {
  const field = fields[name]
  const value = field ? fieldAt(field, row) : null
  return typeof value === 'number' ? value : Number.NaN
}
