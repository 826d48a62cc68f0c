import type { Reject } from '@shared/contract/import'
import type { Dataset } from '@shared/dataset/schema'
import { IconCircleCheck } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { DataGrid } from '../../components/grid/data-grid'
import { GRID_ROW_HEIGHT, type GridCellContent, type GridColumn } from '../../components/grid/grid-layout'
import { notifyError } from '../../components/notify'
import { Answered } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import classes from './rejects-grid.module.css'

const PAGE = 200
/** Header and scroll bar. */
const CHROME = 46
const widths = { column: 130, value: 160, expected: 160, reason: 240, raw: 640 }
const fields = ['column', 'value', 'expected', 'reason', 'raw'] as const

/** Fetches rejects page by page as they come into view. */
function useRejects(dataset: Dataset) {
  const pages = useRef(new Map<number, Reject[]>())
  const asked = useRef(new Set<number>())
  const [, repaint] = useState(0)
  const onVisibleRows = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
        if (asked.current.has(page)) continue
        asked.current.add(page)
        workbench.dataset.rejects({ dataset: dataset.id, start: page * PAGE, count: PAGE }).then(({ rejects }) => {
          pages.current.set(page, rejects)
          repaint((round) => round + 1)
        }, notifyError)
      }
    },
    [dataset.id],
  )
  const rejectAt = (row: number) => pages.current.get(Math.floor(row / PAGE))?.[row % PAGE]
  return { rejectAt, onVisibleRows }
}

/** Every row that was not imported: where it stands in the file, which cell was at fault, and why. */
export function RejectsGrid({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const total = useAnswer(`${dataset.id}@${dataset.revision}`, () =>
    workbench.dataset.rejects({ dataset: dataset.id, start: 0, count: 1 }),
  )
  return (
    <Answered answer={total}>
      {(first) =>
        first.total === 0 ? (
          <p className={classes.none}>
            <IconCircleCheck size={17} stroke={1.6} aria-hidden="true" />
            {t('data.rejects.none')}
          </p>
        ) : (
          <Grid dataset={dataset} count={first.total} />
        )
      }
    </Answered>
  )
}

function Grid({ dataset, count }: { dataset: Dataset; count: number }) {
  const t = useText()
  const format = useFormat()
  const { rejectAt, onVisibleRows } = useRejects(dataset)
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
        rowLabel={(row) => {
          const reject = rejectAt(row)
          return reject ? format.number(reject.line ?? reject.row + 1, 'count') : ''
        }}
        onVisibleRows={onVisibleRows}
      />
    </div>
  )
}
