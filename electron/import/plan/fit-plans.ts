import type { ColumnInfo, StorageType } from '@shared/dataset/schema'
import { sameName, unifyStorage } from '../../database/reimport/unify-columns'
import type { PlannedColumn, TablePlan } from './plan-table'

/**
 * Lets several tables, and what a dataset holds already, agree on how each column is kept. A column of the dataset stays what it
 * is: numbers may become reals and days may get times, but a value that is no number is then a reject of its row. Among
 * files alone a column is text as soon as it is in one of them.
 * @param known columns of the dataset that the tables go into; none when they make a new one
 */
export function fitPlans(plans: readonly TablePlan[], known: readonly ColumnInfo[]): TablePlan[] {
  const stored = new Map(known.map((column) => [sameName(column.name), column]))
  const agreed = new Map<string, StorageType>()
  for (const { columns } of plans) {
    for (const column of columns) {
      const name = sameName(column.name)
      const before = agreed.get(name) ?? stored.get(name)?.storage
      const isStored = stored.has(name)
      agreed.set(name, before === undefined ? column.storage : agree(before, column, isStored))
    }
  }
  return plans.map((plan) => ({
    ...plan,
    columns: plan.columns.map((column) => fitted(column, agreed, stored, plans.length > 1)),
  }))
}

/** How a column is kept so that what is there stays what it is. */
function agree(before: StorageType, { storage, sample }: PlannedColumn, isStored: boolean): StorageType {
  const wider = unifyStorage(before, storage)
  if (!isStored || wider !== 'text') return wider
  if (before !== 'integer') return before
  const fractions = sample.numbers['.'].numbers > sample.numbers['.'].integers
  return fractions ? 'real' : 'integer'
}

function fitted(
  column: PlannedColumn,
  agreed: ReadonlyMap<string, StorageType>,
  stored: ReadonlyMap<string, ColumnInfo>,
  several: boolean,
): PlannedColumn {
  const name = sameName(column.name)
  const storage = agreed.get(name) ?? column.storage
  const known = stored.get(name)
  if (known)
    return { ...column, storage, measureType: known.measureType, role: known.role, pinned: true, mayWiden: true }
  if (!several || storage === column.storage) return column
  const measured = storage === 'text' && (column.measureType === 'continuous' || column.measureType === 'time')
  return { ...column, storage, measureType: measured ? 'nominal' : column.measureType, pinned: true, mayWiden: true }
}
