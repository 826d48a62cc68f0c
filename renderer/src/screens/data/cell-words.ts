import type { ColumnInfo } from '@shared/dataset/schema'
import { unitOf } from '@shared/dataset/unit-of'
import type { Format } from '../../app/locale/locale-provider'
import { isQuantity } from '../../components/column-kinds'
import type { GridCellContent } from '../../components/grid/grid-layout'

/** Digits after the point that are shown at most. */
export const MOST_DECIMALS = 4

/** Digits after the point that the values of a column need, at most so many; two for money. */
export function decimalsOf(column: ColumnInfo, values: readonly (string | number | null)[]): number {
  if (unitOf(column) === 'currency') return 2
  const needed = values.map((value) => (typeof value === 'number' ? (String(value).split('.')[1]?.length ?? 0) : 0))
  return Math.min(MOST_DECIMALS, Math.max(0, ...needed))
}

/** A stored value as the grid shows it; the tooltip keeps what was rounded away. */
export function cellWords(
  value: string | number | null,
  column: ColumnInfo,
  decimals: number,
  format: Format,
): GridCellContent {
  if (value === null) return { text: '–', tone: 'missing' }
  if (typeof value === 'string') return { text: value, title: value.length > 16 ? value : undefined }
  if (!isQuantity(column)) return { text: String(value) }
  return { text: format.number(value, 'number', decimals), title: String(value) }
}
