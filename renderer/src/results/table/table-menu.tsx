import { ActionIcon, Menu } from '@mantine/core'
import type { TableCell, TableElement } from '@shared/contract/result-elements'
import { IconCopy, IconDots, IconFileTypeCsv } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError, notifyText } from '../../components/notify'
import { copyWords } from '../copy-words'
import type { ColumnFacts } from './column-facts'
import { commaSeparated, htmlTable, type TableWords, tabSeparated } from './table-text'
import { useCellWords } from './use-cell-words'

interface TableMenuProps {
  element: TableElement
  /** Positions of the rows as shown. */
  order: readonly number[]
  facts: readonly ColumnFacts[]
}

/** Copies the table as shown, or writes it with its raw numbers. */
export function TableMenu({ element, order, facts }: TableMenuProps) {
  const t = useText()
  const wordsOf = useCellWords()
  const tableWords = (cell: (cell: TableCell, column: number) => string | number | null): TableWords => {
    const rows = order.map((row) => element.rows[row] ?? [])
    const all = element.totals ? [...rows, element.totals] : rows
    return { header: element.columns.map((column) => t(column.label)), rows: all.map((cells) => cells.map(cell)) }
  }
  const shown = () =>
    tableWords((cell, index) => {
      const column = element.columns[index]
      return column ? wordsOf(cell, column, facts[index]) : null
    })
  const raw = () =>
    tableWords((cell) =>
      typeof cell === 'object' && cell !== null ? t(cell) : typeof cell === 'boolean' ? String(cell) : cell,
    )
  const copy = () => {
    const copied = copyWords(tabSeparated(shown()), htmlTable(shown()))
    notifyText(copied ? 'success' : 'warning', copied ? 'results.table.copied' : 'results.copyFailed')
  }
  const save = () => saveCsv(t(element.title), commaSeparated(raw())).catch(notifyError)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('results.table.menu', { table: element.title })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={copy}>
          {t('results.table.copy')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={save}>
          {t('results.table.saveCsv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

async function saveCsv(suggestedName: string, words: string): Promise<void> {
  const file = await workbench.file.saveAs({ suggestedName, format: 'csv' })
  if (!file) return
  await workbench.file.write({ token: file.token, bytes: new TextEncoder().encode(words) })
  notifyText('success', 'results.saved', { file: file.name })
}
