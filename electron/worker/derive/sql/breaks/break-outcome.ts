import type { Text } from '@shared/contract/text'
import type { Touched } from '@shared/recipe/define-step'
import type { Revision } from '../../../../database/dataset-store'
import type { Scratch } from '../scratch'
import type { SqlRows } from '../sql-table'

/** The table that a step is done on, with what is known of it. */
export interface BreakInput {
  scratch: Scratch
  rows: SqlRows
  nRows: number
  /** The other dataset as it is now; null for steps that name none. */
  other: Revision | null
}

/** What such a step made. */
export interface BreakOutcome {
  rows: SqlRows
  nRows: number
  touched: Touched
  notes?: Text[]
}

/** The outcome of a step that leaves rows out. */
export function fewer({ rows: before, nRows }: BreakInput, rows: SqlRows): BreakOutcome {
  const left = rows.source.size
  const gone = nRows - left
  return { rows, nRows: left, touched: { rows: gone, cells: gone * before.relation.columns.length } }
}
