import type { ColumnInfo, Dataset } from '@shared/dataset/schema'
import { isQuantity } from '../../../components/column-kinds'
import type { GridColumn } from '../../../components/grid/grid-layout'
import { ColumnHeader, type ColumnHeaderProps } from './column-header'
import type { placeColumns } from './column-layout'

/** Room for the arrow and the place of a column that is sorted by. */
const sortMarkWidth = 28

/** A width that suits a column's name and kind of value. */
export function widthOf({ name, storage }: ColumnInfo): number {
  const widest = [...name].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 13 : 7.2), 68)
  const values = { integer: 104, real: 112, date: 116, datetime: 152, text: 148 }[storage]
  return Math.round(Math.max(values, Math.min(widest, 240)))
}

interface ColumnSource extends Pick<ColumnHeaderProps, 'deeds' | 'onSort' | 'order'> {
  dataset: Dataset
  placed: ReturnType<typeof placeColumns>
  widths: Readonly<Record<string, number>>
  profiles: ReadonlyMap<string, NonNullable<ColumnHeaderProps['profile']>>
  /** The column whose menu is open. */
  menuOf: string | null
  onMenu: (name: string | null) => void
}

/** The grid's columns in the order they stand, with their headers. */
export function gridColumns(source: ColumnSource): GridColumn[] {
  const { dataset, placed, widths, order, profiles, menuOf, onMenu, deeds, onSort } = source
  const { shown, nFrozen } = placed
  return shown.flatMap((name, i) => {
    const column = dataset.columns.find((known) => known.name === name)
    if (!column) return []
    const sort = order.find((known) => known.column === name)
    const isFrozen = i < nFrozen
    const canStep = [
      i > 0 && i - 1 < nFrozen === isFrozen,
      i + 1 < shown.length && i + 1 < nFrozen === isFrozen,
    ] as const
    return {
      id: name,
      name,
      width: widths[name] ?? widthOf(column) + (sort ? sortMarkWidth : 0),
      numeric: isQuantity(column),
      sorted: sort && (sort.descending ? 'descending' : 'ascending'),
      header: (
        <ColumnHeader
          column={column}
          profile={profiles.get(name)}
          nRows={dataset.nRows}
          order={order}
          onSort={onSort}
          isFurther={order.some((known) => known.column !== name)}
          isFrozen={isFrozen}
          canStep={canStep}
          opened={menuOf === name}
          onOpen={(opened) => onMenu(opened ? name : null)}
          deeds={deeds}
        />
      ),
    }
  })
}
