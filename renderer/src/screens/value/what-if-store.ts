import { parseParams } from '@shared/methods/parse-params'
import type { Assumptions } from '@shared/methods/what-if/campaign-value'
import { spec } from '@shared/methods/what-if/method'
import { create } from 'zustand'

/** A scenario that was noted to compare with. */
export interface Noted extends Assumptions {
  name: string
}

interface WhatIfState {
  now: Assumptions
  noted: readonly Noted[]
  change(changed: Partial<Assumptions>): void
  note(noted: readonly Noted[]): void
}

const { scenarios: _none, ...usual } = parseParams(spec, {})

/** What-if as it stands; it is still there after a look at another screen. */
export const useWhatIf = create<WhatIfState>((set) => ({
  now: usual,
  noted: [],
  change: (changed) => set(({ now }) => ({ now: { ...now, ...changed } })),
  note: (noted) => set({ noted }),
}))
