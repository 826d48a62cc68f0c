import { Checkbox } from '@mantine/core'
import type { Inspection } from '@shared/contract/import'
import { useMemo } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { isQuantity } from '../../components/column-kinds'
import { MeasureTypeMenu, RoleMenu } from '../../components/column-menus'
import { DataGrid } from '../../components/grid/data-grid'
import type { GridCellContent, GridColumn } from '../../components/grid/grid-layout'
import { MeasureIcon } from '../../components/measure-icon'
import { type ColumnChoice, storageFor } from './import-draft'
import classes from './preview-grid.module.css'

type InspectedColumn = Inspection['columns'][number]

interface PreviewGridProps {
  inspection: Inspection
  choices: Readonly<Record<number, ColumnChoice>>
  /** With menus in the headers, for the second step. */
  detailed: boolean
  /** Position in the file of the column whose details are shown. */
  selected: number
  onSelect: (source: number) => void
  onColumn: (source: number, said: ColumnChoice) => void
}

interface HeadProps {
  column: InspectedColumn
  choice: ColumnChoice | undefined
  selected: boolean
  onSelect: () => void
  onColumn: (said: ColumnChoice) => void
}

/** Whether to take the column, its name, its type and its role, above its values. */
function DetailedHead({ column, choice, selected, onSelect, onColumn }: HeadProps) {
  const t = useText()
  return (
    <div className={classes.head} data-selected={selected || undefined}>
      <div className={classes.title}>
        <Checkbox
          checked={!choice?.drop}
          aria-label={t('import.column.take', { column: column.name })}
          onChange={(event) => onColumn({ drop: !event.currentTarget.checked })}
        />
        <button type="button" className={classes.name} aria-pressed={selected} title={column.name} onClick={onSelect}>
          {column.name}
        </button>
      </div>
      <div className={classes.menus}>
        <MeasureTypeMenu
          column={column}
          any
          onPick={(measureType) => onColumn({ measureType, storage: storageFor(measureType, column.storage) })}
        />
        <RoleMenu column={column} onPick={(role) => onColumn({ role })} />
      </div>
    </div>
  )
}

function widthOf(column: InspectedColumn, detailed: boolean): number {
  const longest = Math.max(column.name.length, ...column.examples.map((example) => Math.min(example.length, 28)))
  const wide = [...column.name].some((character) => character.charCodeAt(0) > 0x2e80) ? 14 : 8
  return Math.min(280, Math.max(detailed ? 236 : 96, 32 + longest * wide))
}

/** The first rows of the file as they are written, with what each column is taken for; what does not fit is marked in place. */
export function PreviewGrid({ inspection, choices, detailed, selected, onSelect, onColumn }: PreviewGridProps) {
  const t = useText()
  const format = useFormat()
  const { columns, preview } = inspection
  const bad = useMemo(
    () => new Map(inspection.badCells.map(({ row, source, reason }) => [`${row}:${source}`, reason])),
    [inspection.badCells],
  )
  const gridColumns = columns.map(
    (column): GridColumn => ({
      id: String(column.source),
      name: column.name,
      width: widthOf(column, detailed),
      numeric: isQuantity(column),
      dimmed: choices[column.source]?.drop === true,
      header: detailed ? (
        <DetailedHead
          column={column}
          choice={choices[column.source]}
          selected={column.source === selected}
          onSelect={() => onSelect(column.source)}
          onColumn={(said) => onColumn(column.source, said)}
        />
      ) : (
        <span className={classes.brief}>
          <MeasureIcon type={column.measureType} />
          <span title={column.name}>{column.name}</span>
        </span>
      ),
    }),
  )
  const cell = (row: number, index: number): GridCellContent | undefined => {
    const line = preview[row]
    const column = columns[index]
    if (!line || !column) return { text: '' }
    const words = line.cells[column.source] ?? ''
    const reason = bad.get(`${line.row}:${column.source}`)
    if (reason) return { text: words, tone: 'bad', title: t(reason) }
    return { text: words, title: words.length > 24 ? words : undefined }
  }
  return (
    <DataGrid
      label={t('import.preview', { file: inspection.file })}
      columns={gridColumns}
      rowCount={preview.length}
      headerHeight={detailed ? 68 : 32}
      cell={cell}
      rowLabel={(row) => format.number((preview[row]?.row ?? row) + 1, 'count')}
      rowKind={(row) => preview[row]?.kind}
      reveal={detailed ? String(selected) : null}
      onSelect={({ cursor }) => {
        const column = columns[cursor.column]
        if (column) onSelect(column.source)
      }}
    />
  )
}
