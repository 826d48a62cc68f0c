import type { RunSummary } from '@shared/contract/workspace'
import { useCallback } from 'react'
import { useText } from '../../app/locale/locale-provider'

/** Answers a function that says what a run is called: its own title, or its method and data. */
export function useRunTitle(): (run: RunSummary) => string {
  const t = useText()
  return useCallback(
    (run) => {
      if (run.title !== null) return run.title
      const method = t(`methods.${run.methodId}.name`)
      return run.dataset === null ? method : t('runs.titleOf', { method, dataset: run.dataset })
    },
    [t],
  )
}
