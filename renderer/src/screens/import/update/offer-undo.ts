import { addresses } from '../../../app/routes/addresses'
import { navigate } from '../../../app/routes/hash-location'
import { workbench } from '../../../app/workbench'
import { notifyError, notifyUndo } from '../../../components/notify'

/** Says what the import that has just ended did, and offers to take it back as a whole. */
export function offerUndo(datasetId: string): void {
  Promise.all([workbench.import.batches({ dataset: datasetId }), workbench.dataset.list()]).then(
    ([batches, datasets]) => {
      const [batch] = batches
      const dataset = datasets.find(({ id }) => id === datasetId)
      if (!batch || !dataset) return
      const undo = async () => {
        await workbench.import.undo({ batch: batch.id })
        if (batch.first) navigate(addresses.data)
      }
      const values = { dataset: dataset.name, added: batch.diff?.new ?? 0, changed: batch.diff?.updated ?? 0 }
      notifyUndo(batch.diff?.key ? 'reimport.updated' : 'reimport.imported', values, undo)
    },
    notifyError,
  )
}
