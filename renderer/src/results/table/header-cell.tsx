import { Tooltip } from '@mantine/core'
import type { TableColumn } from '@shared/contract/result-elements'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import classes from './result-table.module.css'

interface HeaderCellProps {
  column: TableColumn
  isNumeric: boolean
  sorted: 'ascending' | 'descending' | undefined
  onSort(): void
}

/** A column's name; a click sorts by it. */
export function HeaderCell({ column, isNumeric, sorted, onSort }: HeaderCellProps) {
  const t = useText()
  const Arrow = sorted === 'descending' ? IconArrowDown : IconArrowUp
  const button = (
    <button type="button" className={classes.sort} data-hint={column.hint ? true : undefined} onClick={onSort}>
      <span>{t(column.label)}</span>
      <Arrow size={12} className={classes.arrow} data-shown={sorted ? true : undefined} aria-hidden="true" />
    </button>
  )
  return (
    <th scope="col" className={isNumeric ? classes.number : undefined} aria-sort={sorted ?? 'none'}>
      {column.hint ? (
        <Tooltip label={t(column.hint)} multiline maw={320}>
          {button}
        </Tooltip>
      ) : (
        button
      )}
    </th>
  )
}
