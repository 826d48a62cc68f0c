import { useEffect } from 'react'
import { create } from 'zustand'

interface Status {
  /** The dataset that the current screen is about, by id. */
  datasetId: string | null
  /** How many rows or columns are selected, as ready words; nothing when absent. */
  selection: string | null
}

const none: Status = { datasetId: null, selection: null }

export const useStatusStore = create<Status>(() => none)

/**
 * Says in the status bar what the current screen is about, while it is shown.
 * @example useStatus({ datasetId: dataset.id, selection: t('common.rows', { count }) })
 */
export function useStatus({ datasetId = null, selection = null }: Partial<Status>): void {
  useEffect(() => {
    useStatusStore.setState({ datasetId, selection })
    return () => useStatusStore.setState(none)
  }, [datasetId, selection])
}
