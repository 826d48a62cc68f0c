import type { EngineResponse } from '@shared/contract/channels'
import { useMemo } from 'react'
import { type Format, useFormat, useText } from '../../app/locale/locale-provider'
import { DataGrid } from '../../components/grid/data-grid'
import type { GridColumn } from '../../components/grid/grid-layout'
import type { boundsOf } from '../../components/grid/grid-selection'
import { tabSeparated } from '../../components/grid/tab-separated'
import { notifyText } from '../../components/notify'
import { copyWords } from '../../results/copy-words'
import { NoRows } from './no-rows'

type Answer = EngineResponse<'console/run'>

type Cell = Answer['rows'][number][number]
type Words = (value: Cell, column: number) => string

const rowsLookedAt = 200
const mostDecimals = 4

/** Digits after the point that every column needs, at most four; null where all numbers are whole. */
function decimalsOf({ columns, rows }: Answer): (number | null)[] {
  const digits = (value: Cell) =>
    typeof value === 'number' ? (String(Number(value.toFixed(mostDecimals))).split('.')[1]?.length ?? 0) : 0
  const some = rows.slice(0, rowsLookedAt)
  return columns.map((_, i) =>
    some.some((row) => typeof row[i] === 'number' && !Number.isInteger(row[i]))
      ? Math.max(...some.map((row) => digits(row[i] ?? null)))
      : null,
  )
}

/** Whole numbers may be years or names of things and stay as they are; others read as everywhere. */
function wordsOf(answer: Answer, format: Format): Words {
  const decimals = decimalsOf(answer)
  return (value, column) => {
    const places = decimals[column] ?? null
    if (typeof value !== 'number' || places === null) return String(value ?? '')
    const isTiny = value !== 0 && Math.abs(value) < 10 ** -mostDecimals
    return isTiny ? format.number(value) : format.number(value, 'number', places)
  }
}

function columnsOf({ columns, rows }: Answer, words: Words): GridColumn[] {
  const some = rows.slice(0, rowsLookedAt)
  return columns.map((name, i) => {
    const numeric = some.some((row) => typeof row[i] === 'number')
    const longest = Math.max(name.length, ...some.map((row) => words(row[i] ?? null, i).length))
    return { id: `${i} ${name}`, name, numeric, width: Math.round(Math.max(80, Math.min(320, 30 + 7.4 * longest))) }
  })
}

/** What a question was answered with; what was rounded away stands in the tooltip and is copied, with headers. */
export function SqlAnswer({ answer, sql }: { answer: Answer; sql: string }) {
  const t = useText()
  const format = useFormat()
  const words = useMemo(() => wordsOf(answer, format), [answer, format])
  const columns = useMemo(() => columnsOf(answer, words), [answer, words])
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
        return value === null ? { text: '–', tone: 'missing' } : { text: words(value, index), title: String(value) }
      }}
      onCopy={copy}
    />
  )
}
