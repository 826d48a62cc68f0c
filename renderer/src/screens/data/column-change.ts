import type { ColumnRole, MeasureType } from '@shared/dataset/schema'

/** What somebody says about a column: what its values mean, or what it is for. */
export interface ColumnChange {
  measureType?: MeasureType
  role?: ColumnRole | null
}
