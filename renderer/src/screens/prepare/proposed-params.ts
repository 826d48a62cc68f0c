import type { ColumnInfo, Dataset } from '@shared/dataset/schema'

type Params = Record<string, unknown>

/**
 * What the form of a new step is filled in with, where the table suggests it: columns with gaps for filling, the only date for parts
 * of a date, the only other dataset for a join. Everything can be changed; nothing is done before it is applied.
 */
export function proposedParams(kind: string, columns: readonly ColumnInfo[], others: readonly Dataset[]): Params {
  const days = columns.filter(({ storage }) => storage === 'date' || storage === 'datetime').map(({ name }) => name)
  const [day] = days
  if (kind === 'impute') return gapsOf(columns)
  if (kind === 'clean-text') return { actions: ['spaces'] }
  if (kind === 'date-parts') return { parts: ['year', 'month'], ...(days.length === 1 ? { column: day } : {}) }
  if (kind === 'date-difference') return days.length === 1 ? { from: day } : {}
  if (kind !== 'join' && kind !== 'union') return {}
  return others.length === 1 ? withProposedKeys(kind, { dataset: others[0]?.id }, columns, others) : {}
}

/** Numbers with gaps get the middle value; where there are none, categories get the most frequent one. */
function gapsOf(columns: readonly ColumnInfo[]): Params {
  const withGaps = (types: readonly string[]) =>
    columns.filter(({ missing, measureType }) => missing > 0 && types.includes(measureType)).map(({ name }) => name)
  const numbers = withGaps(['continuous'])
  if (numbers.length > 0) return { columns: numbers }
  const categories = withGaps(['nominal', 'ordinal'])
  return categories.length > 0 ? { columns: categories, method: 'mode' } : {}
}

/** A join whose keys nobody has said yet is by the column that both tables have: the customer's, if they have that. */
export function withProposedKeys(
  kind: string,
  params: Params,
  columns: readonly ColumnInfo[],
  others: readonly Dataset[],
): Params {
  const other = others.find(({ id, name }) => id === params['dataset'] || name === params['dataset'])
  if (kind !== 'join' || !other || params['keys'] !== undefined) return params
  const common = columns.filter(({ name }) => other.columns.some((there) => there.name === name))
  const key = common.find(({ role }) => role === 'customer') ?? common.find(({ measureType }) => measureType === 'id')
  return key ? { ...params, keys: [{ left: key.name, right: key.name }] } : params
}
