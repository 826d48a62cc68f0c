import type { Text, Unit } from '../contract/text'
import type { Column } from '../dataset/column'
import type { Aggregate } from './chart-spec'

/** What is brought together, and how. */
export interface Measure {
  kind: Aggregate
  /** Null where rows are counted. */
  column: Column | null
  title: Text
  unit: Unit
}
