import { Button, Select } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import { IconCircleCheck, IconFileTypeCsv } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useFormat, useLanguage, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { DataGrid } from '../../components/grid/data-grid'
import { GRID_ROW_HEIGHT, type GridCellContent, type GridColumn } from '../../components/grid/grid-layout'
import { notifyError, notifyText } from '../../components/notify'
import { Answered } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import type { KnownReject, RejectSummary } from './known-reject'
import { RejectRepair } from './reject-repair'
import classes from './rejects-grid.module.css'

const PAGE = 200
/** Header and scroll bar. */
const CHROME = 46
const widths = { column: 130, value: 160, expected: 160, reason: 240, raw: 640 }
const fields = ['column', 'value', 'expected', 'reason', 'raw'] as const

interface Filter {
  column: string | null
  reason: string | null
}

/** Fetches rejects page by page as they come into view. */
function useRejects(dataset: Dataset, filter: Filter) {
  const pages = useRef(new Map<number, KnownReject[]>())
  const asked = useRef(new Set<number>())
  const [, repaint] = useState(0)
  const { column, reason } = filter
  const onVisibleRows = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
        if (asked.current.has(page)) continue
        asked.current.add(page)
        workbench.rejects
          .list({ dataset: dataset.id, start: page * PAGE, count: PAGE, column, reason })
          .then(({ rejects }) => {
            pages.current.set(page, rejects)
            repaint((round) => round + 1)
          }, notifyError)
      }
    },
    [dataset.id, column, reason],
  )
  const rejectAt = (row: number) => pages.current.get(Math.floor(row / PAGE))?.[row % PAGE]
  return { rejectAt, onVisibleRows }
}

/** Every row that was not imported: where it stands in the file, which cell was at fault, and why; and how to repair it. */
export function RejectsGrid({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const [round, setRound] = useState(0)
  const summary = useAnswer(`${dataset.id}@${dataset.revision}#${dataset.rowsRejected}#${round}`, () =>
    workbench.rejects.summary({ dataset: dataset.id }),
  )
  return (
    <Answered answer={summary}>
      {(known) =>
        known.total === 0 ? (
          <p className={classes.none}>
            <IconCircleCheck size={17} stroke={1.6} aria-hidden="true" />
            {t('data.rejects.none')}
          </p>
        ) : (
          <Rejects dataset={dataset} summary={known} onChanged={() => setRound(round + 1)} />
        )
      }
    </Answered>
  )
}

interface RejectsProps {
  dataset: Dataset
  summary: RejectSummary
  onChanged: () => void
}

function Rejects({ dataset, summary, onChanged }: RejectsProps) {
  const [filter, setFilter] = useState<Filter>({ column: null, reason: null })
  const [selected, setSelected] = useState<KnownReject | null>(null)
  const key = `${dataset.id}@${dataset.revision} ${filter.column} ${filter.reason} ${JSON.stringify(summary)}`
  const counted = useAnswer(key, () => workbench.rejects.list({ dataset: dataset.id, start: 0, count: 1, ...filter }))
  return (
    <>
      <Tools dataset={dataset} summary={summary} filter={filter} onFilter={setFilter} />
      <Answered answer={counted}>
        {({ total }) => <Grid key={key} dataset={dataset} filter={filter} count={total} onSelect={setSelected} />}
      </Answered>
      <RejectRepair
        key={selected?.id}
        dataset={dataset}
        summary={summary}
        selected={selected}
        onChanged={() => {
          setSelected(null)
          onChanged()
        }}
      />
    </>
  )
}

interface ToolsProps {
  dataset: Dataset
  summary: RejectSummary
  filter: Filter
  onFilter: (filter: Filter) => void
}

function Tools({ dataset, summary, filter, onFilter }: ToolsProps) {
  const t = useText()
  const language = useLanguage()
  const save = async () => {
    const suggestedName = `${dataset.name} ${t('data.rejects.title')}.csv`
    const target = await workbench.file.saveAs({ suggestedName, format: 'csv' })
    if (!target) return
    const { rows } = await workbench.rejects.export({ dataset: dataset.id, token: target.token, language })
    notifyText('success', 'rejects.exported', { count: rows })
  }
  return (
    <div className={classes.tools}>
      <Select
        aria-label={t('rejects.filterColumn')}
        placeholder={t('rejects.anyColumn')}
        clearable
        value={filter.column}
        data={summary.columns.map(({ column, count }) => ({ value: column, label: `${column} (${count})` }))}
        onChange={(column) => onFilter({ ...filter, column })}
      />
      <Select
        aria-label={t('rejects.filterReason')}
        placeholder={t('rejects.anyReason')}
        clearable
        w={360}
        value={filter.reason}
        data={summary.reasons.map(({ key, reason, count }) => ({ value: key, label: `${t(reason)} (${count})` }))}
        onChange={(reason) => onFilter({ ...filter, reason })}
      />
      <Button
        variant="default"
        leftSection={<IconFileTypeCsv size={16} stroke={1.6} />}
        onClick={() => save().catch(notifyError)}
      >
        {t('rejects.export')}
      </Button>
    </div>
  )
}

interface GridProps {
  dataset: Dataset
  filter: Filter
  count: number
  onSelect: (reject: KnownReject | null) => void
}

function Grid({ dataset, filter, count, onSelect }: GridProps) {
  const t = useText()
  const format = useFormat()
  const { rejectAt, onVisibleRows } = useRejects(dataset, filter)
  const columns = useMemo(
    (): GridColumn[] => fields.map((id) => ({ id, name: t(`data.rejects.${id}`), width: widths[id] })),
    [t],
  )
  const cell = (row: number, index: number): GridCellContent | undefined => {
    const reject = rejectAt(row)
    const field = fields[index]
    if (!reject || !field) return undefined
    const value = reject[field]
    const words = value === null ? '' : typeof value === 'string' ? value : t(value)
    return { text: words, title: words, tone: field === 'value' ? 'bad' : undefined }
  }
  return (
    <div className={classes.grid} style={{ height: Math.min(440, CHROME + count * GRID_ROW_HEIGHT) }}>
      <DataGrid
        label={t('data.rejects.title')}
        columns={columns}
        rowCount={count}
        cell={cell}
        onSelect={({ cursor }) => onSelect(rejectAt(cursor.row) ?? null)}
        rowLabel={(row) => {
          const reject = rejectAt(row)
          return reject ? format.number(reject.line ?? reject.row + 1, 'count') : ''
        }}
        onVisibleRows={onVisibleRows}
      />
    </div>
  )
}
