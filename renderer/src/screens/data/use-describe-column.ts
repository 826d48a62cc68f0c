import type { Dataset } from '@shared/dataset/schema'
import { workbench } from '../../app/workbench'
import { notifyError, notifyUndo } from '../../components/notify'
import type { ColumnChange } from './column-change'

/**
 * Says anew what a column means or is for, and offers to take it back.
 * @param onDone is told when it is said
 */
export function useDescribeColumn(dataset: Dataset, onDone: () => void) {
  const describe = async (name: string, change: ColumnChange) => {
    await workbench.dataset.describeColumn({ dataset: dataset.id, column: name, ...change })
    onDone()
  }
  return (name: string, change: ColumnChange) => {
    const before = dataset.columns.find((known) => known.name === name)
    if (!before) return
    const undo = change.measureType ? { measureType: before.measureType } : { role: before.role }
    const said = change.measureType
      ? { key: `data.measure.${change.measureType}` }
      : { key: `data.role.${change.role ?? 'none'}` }
    describe(name, change).then(
      () => notifyUndo('data.columnChanged', { column: name, now: said }, () => describe(name, undo)),
      notifyError,
    )
  }
}
