import type { EngineResponse } from '@shared/contract/channels'
import type { MethodDescriptor, RunRequest, RunSummary } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import { useState } from 'react'
import { useWorkbenchStore } from '../app/store/workbench-store'
import { workbench } from '../app/workbench'
import { type Answer, useAnswer } from '../components/use-answer'
import { type Draft, draftOf, lastRequest } from './draft'

export type Proposal = EngineResponse<'method/propose'>

/** Where the choices on the form come from. */
export type DraftSource = 'run' | 'again' | 'last' | 'proposal' | 'nothing'

export interface StartingPoint {
  draft: Draft
  source: DraftSource
  proposal: Proposal | null
}

interface DraftQuestion {
  method: MethodDescriptor
  dataset: Dataset | undefined
  /** A run whose choices are to be changed. */
  from: RunSummary | undefined
  /** A request that was stopped or failed. */
  again: RunRequest | undefined
  /** What kind of column is to be predicted; then the last choices do not count. */
  target: 'kinds' | undefined
}

/**
 * What the form begins with: the choices of the job that was stopped or of the run it was opened from, else the last ones made on this dataset, else what
 * is proposed for it.
 */
export function useStartingPoint({ method, dataset, from, again, target }: DraftQuestion): Answer<StartingPoint> {
  const runs = useWorkbenchStore((state) => state.runs)
  const key = `${method.id}:${dataset?.id}@${dataset?.revision}:${from?.id}:${target}:${runs === null}`
  return useAnswer(key, async () => {
    const proposal = dataset
      ? await workbench.method.propose({ methodId: method.id, dataset: dataset.id, ...(target ? { target } : {}) })
      : null
    const name = dataset?.name ?? null
    const last = dataset && !target && lastRequest(runs ?? [], method.id, dataset)
    if (again) return { draft: draftOf(again, name), source: 'again', proposal }
    if (from) return { draft: draftOf(from.request, name), source: 'run', proposal }
    if (last) return { draft: draftOf(last, name), source: 'last', proposal }
    if (proposal) return { draft: draftOf(proposal.request, name), source: 'proposal', proposal }
    return { draft: draftOf({ methodId: method.id, dataset: null }, null), source: 'nothing', proposal }
  })
}

/** A draft that can be changed, beginning with the starting point. */
export function useDraft(start: StartingPoint) {
  const [draft, setDraft] = useState(start.draft)
  const [source, setSource] = useState(start.source)
  return {
    draft,
    source,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    /** Takes everything as proposed. */
    propose: () => {
      if (!start.proposal) return
      setDraft((before) => draftOf(start.proposal?.request ?? before, before.dataset))
      setSource('proposal')
    },
  }
}
