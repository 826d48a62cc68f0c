import type { EngineResponse } from '@shared/contract/channels'
import type { Inspection } from '@shared/contract/import'
import { useEffect } from 'react'
import { workbench } from '../../../app/workbench'
import { type ColumnChoice, type ImportDraft, newDraft } from '../import-draft'

type Recalled = NonNullable<EngineResponse<'import/recall'>>

/** The draft as the last file with the same header was read; a dataset that is still there is updated. */
function recalledDraft({ options, dataset, importedAt }: Recalled): ImportDraft {
  const { columns, mode, key, ...said } = options
  const reading = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  const choices = (columns ?? []).flatMap((column): [number, ColumnChoice][] => {
    if (typeof column === 'string') return []
    const { source, ...choice } = column
    return [[source, choice]]
  })
  return {
    ...newDraft,
    reading,
    columns: Object.fromEntries(choices),
    name: dataset,
    step: dataset === null ? 'file' : 'update',
    mode: mode ?? null,
    key: key ?? null,
    recalledAt: importedAt,
    asked: true,
  }
}

/** When a file is first looked at: if one with its header was imported before, everything starts as it was then. */
export function useRecall(
  draft: ImportDraft,
  inspection: Inspection | null,
  change: (change: (draft: ImportDraft) => ImportDraft) => void,
): void {
  const signature = draft.asked || draft.step !== 'file' ? null : (inspection?.signature ?? null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` writes to the store and is another one each time
  useEffect(() => {
    if (signature === null) return
    workbench.import.recall({ signature }).then(
      (known) =>
        change((before) => {
          const untouched = before.step === 'file' && Object.keys(before.reading).length === 0
          if (before.asked || !known || !untouched) return { ...before, asked: true }
          return recalledDraft(known)
        }),
      () => change((before) => ({ ...before, asked: true })),
    )
  }, [signature])
}
