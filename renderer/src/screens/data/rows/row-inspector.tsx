import type { Dataset } from '@shared/dataset/schema'
import { useFormat, useText } from '../../../app/locale/locale-provider'
import type { RowCells } from '../../../app/rows-window'
import { Facts } from '../../../components/facts'
import { Inspector } from '../../../components/inspector'
import { cellWords, decimalsOf } from '../cell-words'

/** Everything that the row at the cursor says. */
export function RowInspector({ dataset, rowId, cells }: { dataset: Dataset; rowId: number; cells: RowCells }) {
  const t = useText()
  const format = useFormat()
  return (
    <Inspector title={t('data.rows.row', { number: rowId + 1 })}>
      <Facts
        facts={dataset.columns.map((column, index) => {
          const value = cells[index] ?? null
          return { label: column.name, value: cellWords(value, column, decimalsOf(column, [value]), format).text }
        })}
      />
    </Inspector>
  )
}
