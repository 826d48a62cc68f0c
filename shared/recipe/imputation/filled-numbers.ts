import type { NumberColumn } from '../frame'

/** Numbers put into gaps; a column of whole numbers becomes one of fractions where they are. */
export function filledNumbers(
  column: NumberColumn,
  gaps: readonly number[],
  fillerAt: (row: number) => number,
): NumberColumn {
  const values = column.values.slice()
  for (const row of gaps) values[row] = fillerAt(row)
  return withStorage({ ...column, values })
}

/** A column of whole numbers becomes one of fractions where it has some. */
export function withStorage(column: NumberColumn): NumberColumn {
  const { storage, values } = column
  if (storage === 'date' || storage === 'datetime')
    return { ...column, values: values.map(Math.round), storage: 'datetime' }
  const whole = values.every((value) => Number.isNaN(value) || Number.isSafeInteger(value))
  return storage === 'integer' && !whole ? { ...column, storage: 'real' } : column
}
