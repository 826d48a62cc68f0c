import { literal, type Text, text } from '@shared/contract/text'
import type { Dataset } from '@shared/dataset/schema'
import { quoteName } from './quote-name'

export interface Example {
  label: Text
  sql: string
}

/** Questions that make sense for the datasets there are. */
export function exampleQuestions(datasets: readonly Dataset[]): Example[] {
  return datasets.slice(0, 2).flatMap((dataset) => {
    const name = quoteName(dataset.name)
    const words = { dataset: literal(dataset.name) }
    const first = { label: text('sql.example.first', words), sql: `SELECT *\nFROM ${name}\nLIMIT 100` }
    return [first, ...groups(dataset)]
  })
}

/** A sum by category where there is an amount, else a count. */
function groups(dataset: Dataset): Example[] {
  const { columns } = dataset
  const group =
    columns.find(({ role }) => role === 'category' || role === 'region') ??
    columns.find(({ role, measureType }) => measureType === 'nominal' && role !== 'name')
  if (!group) return []
  const amount = columns.find(({ role }) => role === 'amount')
  const by = quoteName(group.name)
  const sum = amount ? `,\n  round(sum(${quoteName(amount.name)}), 2) AS total` : ''
  const sql = `SELECT ${by}, count(*) AS n${sum}\nFROM ${quoteName(dataset.name)}\nGROUP BY ${by}\nORDER BY n DESC`
  return [{ label: text('sql.example.groups', { dataset: literal(dataset.name), column: literal(group.name) }), sql }]
}
