import { Menu } from '@mantine/core'
import type { ExportFormat } from '@shared/contract/channels'
import { IconDatabaseExport, IconFileSpreadsheet, IconFileTypeCsv, IconJson } from '@tabler/icons-react'
import { useText } from '../app/locale/locale-provider'
import { exportRows, type RowsToExport } from './export-rows'

const formats = [
  ['xlsx', IconFileSpreadsheet],
  ['csv', IconFileTypeCsv],
  ['parquet', IconDatabaseExport],
  ['json', IconJson],
] as const satisfies readonly (readonly [ExportFormat, unknown])[]

/** Entries of a menu that write rows, one per format. */
export function ExportItems(rows: Omit<RowsToExport, 'format'>) {
  const t = useText()
  return formats.map(([format, Icon]) => (
    <Menu.Item
      key={format}
      leftSection={<Icon size={16} stroke={1.6} />}
      onClick={() => void exportRows({ ...rows, format })}
    >
      {t(`results.format.${format}`)}
    </Menu.Item>
  ))
}
