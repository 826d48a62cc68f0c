import type { EngineResponse } from '@shared/contract/channels'
import { useMemo } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { DataGrid } from '../../components/grid/data-grid'
import type { GridColumn } from '../../components/grid/grid-layout'
import type { boundsOf } from '../../components/grid/grid-selection'
import { tabSeparated } from '../../components/grid/tab-separated'
import { notifyText } from '../../components/notify'
import { copyWords } from '../../results/copy-words'
import { NoRows } from './no-rows'

type Answer = EngineResponse<'console/run'>

function columnsOf({ columns, rows }: Answer): GridColumn[] {
  const some = rows.slice(0, 200)
  return columns.map((name, i) => {
    const numeric = some.some((row) => typeof row[i] === 'number')
    const longest = Math.max(name.length, ...some.map((row) => String(row[i] ?? '').length))
    return { id: `${i} ${name}`, name, numeric, width: Math.round(Math.max(80, Math.min(320, 30 + 7.4 * longest))) }
  })
}

/** What a question was answered with, cells as they are; copied with headers. */
export function SqlAnswer({ answer, sql }: { answer: Answer; sql: string }) {
  const t = useText()
  const format = useFormat()
  const columns = useMemo(() => columnsOf(answer), [answer])
  const copy = ({ firstRow, lastRow, firstColumn, lastColumn }: ReturnType<typeof boundsOf>) => {
    const rows = answer.rows.slice(firstRow, lastRow + 1).map((row) => row.slice(firstColumn, lastColumn + 1))
    const copied = copyWords(tabSeparated(answer.columns.slice(firstColumn, lastColumn + 1), rows))
    notifyText(copied ? 'info' : 'warning', copied ? 'sql.copied' : 'data.rows.notCopied', { rows: rows.length })
  }
  if (answer.rows.length === 0) return <NoRows sql={sql} />
  return (
    <DataGrid
      label={t('sql.answer')}
      columns={columns}
      rowCount={answer.rows.length}
      rowLabel={(row) => format.number(row + 1, 'count')}
      cell={(row, index) => {
        const value = answer.rows[row]?.[index] ?? null
        return value === null ? { text: '–', tone: 'missing' } : { text: String(value), title: String(value) }
      }}
      onCopy={copy}
    />
  )
}
