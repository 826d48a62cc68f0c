import { create } from 'zustand'

/** A row of a list whose numbers are being explained. */
export interface WhyQuestion {
  runId: string
  elementId: string
  /** Position in the list, whatever the order shown. */
  position: number
  /** What the row is called. */
  name: string
}

interface WhyState {
  question: WhyQuestion | null
  ask(question: WhyQuestion): void
  close(): void
}

/** Which row's numbers are explained now; one in the whole window. */
export const useWhy = create<WhyState>((set) => ({
  question: null,
  ask: (question) => set({ question }),
  close: () => set({ question: null }),
}))
