import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, type Text, text } from '../../contract/text'
import { commonStorage } from '../common-storage'
import { convertColumn } from '../convert-column'
import { defineStep } from '../define-step'
import { type Frame, type FrameColumn, numberColumn, textColumn } from '../frame'
import { unionSql } from '../sql/union-sql'
import { datasetName } from '../step-params'

const params = z.object({ dataset: datasetName(), columns: z.enum(['all', 'common']).default('all') })

/**
 * Puts the rows of another dataset behind these, columns matched by name. With `all`, a column that only one side has is missing on
 * the other; with `common`, it is left out. Columns of different kinds become fractions or text. @throws datasetUnknown, noColumnsLeft
 */
export const unionDataset = defineStep({
  kind: 'union',
  group: 'combine',
  params,
  changesRows: () => true,
  apply(frame, { dataset, columns: which }, context) {
    const other = context.dataset(dataset)
    const names = [...new Set([...frame.columns, ...other.columns].map(({ name }) => name))]
    const find = (table: Frame, name: string) => table.columns.find((column) => column.name === name)
    const columns = names.flatMap((name) => {
      const [first, second] = [find(frame, name), find(other, name)]
      return which === 'common' && !(first && second) ? [] : [appended(first, second, frame.nRows, other.nRows)]
    })
    if (columns.length === 0) throw failure('noColumnsLeft')
    const lonely = names.filter((name) => !(find(frame, name) && find(other, name)))
    const notes = unionNotes(lonely, which)
    const nRows = frame.nRows + other.nRows
    return { frame: { nRows, columns }, touched: { rows: other.nRows, cells: other.nRows * columns.length }, notes }
  },
  toSql(relation, { dataset, columns: which }, context) {
    const other = context.dataset(dataset)
    return other && unionSql(relation, other, which)
  },
  withoutSql: 'kinds',
  words: ({ dataset }) => text('steps.union.words', { dataset: literal(dataset) }),
})

/** What a reader should know of a union: columns that only one side has. */
export function unionNotes(lonely: readonly string[], which: 'all' | 'common'): Text[] {
  return lonely.length > 0 ? [text(`steps.union.lonely.${which}`, { columns: lonely.map(literal) })] : []
}

/** One column behind the other; a side without it is missing there. */
function appended(
  first: FrameColumn | undefined,
  second: FrameColumn | undefined,
  rows: number,
  more: number,
): FrameColumn {
  const like = (first ?? second) as FrameColumn
  const storage = commonStorage(first?.storage ?? like.storage, second?.storage ?? like.storage)
  const [a, b] = [first && convertColumn(first, storage, null), second && convertColumn(second, storage, null)]
  const { name, measureType, role } = like
  if (storage === 'text') {
    const levels = [...new Set([a, b].flatMap((column) => (column?.kind === 'categorical' ? column.levels : [])))]
    const places = new Map(levels.map((level, i) => [level, i]))
    const codes = new Int32Array(rows + more).fill(-1)
    for (const [column, offset] of [
      [a, 0],
      [b, rows],
    ] as const) {
      if (column?.kind !== 'categorical') continue
      const moved = column.levels.map((level) => places.get(level) as number)
      codes.set(
        column.codes.map((code) => (code < 0 ? -1 : (moved[code] as number))),
        offset,
      )
    }
    return textColumn(name, codes, levels, { measureType: storage === like.storage ? measureType : 'nominal', role })
  }
  const values = new Float64Array(rows + more).fill(Number.NaN)
  if (a?.kind === 'numeric') values.set(a.values, 0)
  if (b?.kind === 'numeric') values.set(b.values, rows)
  return numberColumn(name, storage, values, { measureType, role })
}
