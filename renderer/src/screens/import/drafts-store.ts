import { create } from 'zustand'
import { type ImportDraft, newDraft } from './import-draft'

interface Drafts {
  /** By file token: leaving the wizard and coming back loses nothing. */
  drafts: Readonly<Record<string, ImportDraft>>
  change(token: string, change: (draft: ImportDraft) => ImportDraft): void
}

const useDrafts = create<Drafts>((set, get) => ({
  drafts: {},
  change: (token, change) => {
    const draft = get().drafts[token] ?? newDraft
    set({ drafts: { ...get().drafts, [token]: change(draft) } })
  },
}))

/** What has been said about a file, and how to say more. */
export function useDraft(token: string): [ImportDraft, (change: (draft: ImportDraft) => ImportDraft) => void] {
  const draft = useDrafts((state) => state.drafts[token] ?? newDraft)
  return [draft, (change) => useDrafts.getState().change(token, change)]
}
