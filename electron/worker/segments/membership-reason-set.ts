import type { Text } from '@shared/contract/text'

/** Why each row of a segment is in it. */
export interface MembershipReasons {
  /** Different reasons, and which of them each row has. */
  levels: Text[]
  codes: Int32Array
  /** Numbers that decided and are no columns of the dataset: one per row, NaN where there is none. */
  values: { title: Text; values: Float64Array }[]
  /** Columns of the dataset that decided. */
  columns: string[]
}
