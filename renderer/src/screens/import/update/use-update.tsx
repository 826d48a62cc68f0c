import type { ImportOptions, Inspection } from '@shared/contract/import'
import type { ReactNode } from 'react'
import { type ImportDraft, newDraft, startOptionsOf } from '../import-draft'
import { UpdatePane } from './update-pane'
import { UpdateView } from './update-view'
import { useComparison } from './use-comparison'

interface UpdateOptions {
  token: string
  name: string
  /** True when the file, or all files, go in without more questions. */
  short: boolean
  taken: readonly string[]
  draft: ImportDraft
  inspection: Inspection | null
  change: (change: (draft: ImportDraft) => ImportDraft) => void
}

interface Update {
  /** Whether the file goes into a dataset that is there. */
  updates: boolean
  /** Whether what changes is known, so that it may be done. */
  ready: boolean
  options: Partial<ImportOptions>
  view: ReactNode
  pane: ReactNode
}

/** The step in which a dataset that is there is updated: compares while it is shown, and says how the rows go in. */
export function useUpdate({ token, name, short, taken, draft, inspection, change }: UpdateOptions): Update {
  const updates = !short && taken.some((other) => other.toLowerCase() === name.toLowerCase())
  const said = draft.key ? { key: draft.key } : {}
  const options = startOptionsOf(draft, inspection?.sheet ?? null)
  const wanted = {
    token,
    dataset: name,
    options: { ...options, ...said, mode: draft.key ? 'upsert' : 'append' } as const,
  }
  const comparison = useComparison(updates && inspection && draft.step === 'update' ? wanted : null)
  const { diff } = comparison
  const key = draft.key ?? diff?.key ?? null
  const mode = draft.mode === 'upsert' && diff && !key ? 'append' : (draft.mode ?? (diff && !key ? 'append' : 'upsert'))
  const fresh = () => change(() => ({ ...newDraft, asked: true }))
  const asNew = () => change((before) => ({ ...before, name: null, step: 'columns' }))
  return {
    updates,
    ready: diff !== null,
    options: updates ? { mode, ...(key ? { key } : {}) } : {},
    view: (
      <UpdateView dataset={name} comparison={comparison} recalledAt={draft.recalledAt} onFresh={fresh} onNew={asNew} />
    ),
    pane: (
      <UpdatePane
        diff={diff}
        mode={mode}
        chosenKey={draft.key}
        columns={inspection?.columns.map((column) => column.name) ?? []}
        onMode={(chosen) => change((before) => ({ ...before, mode: chosen }))}
        onKey={(chosen) => change((before) => ({ ...before, key: chosen }))}
      />
    ),
  }
}
