import type { CategoricalColumn, Column, NumericColumn } from '../../dataset/column'

/** A column as it is to be compared: numbers that stand for categories become categories. */
export function comparable(column: Column): Column {
  return column.kind === 'numeric' && column.measureType === 'nominal' ? numbersAsCategories(column) : column
}

function numbersAsCategories(column: NumericColumn): CategoricalColumn {
  const codes = new Int32Array(column.values.length).fill(-1)
  const positions = new Map<number, number>()
  for (let i = 0; i < codes.length; i++) {
    const value = column.values[i] as number
    if (!Number.isFinite(value)) continue
    const code = positions.get(value) ?? positions.size
    positions.set(value, code)
    codes[i] = code
  }
  const levels = [...positions.keys()].map(String)
  return { kind: 'categorical', name: column.name, measureType: 'nominal', codes, levels }
}
