import { create } from 'zustand'

interface JobsTray {
  open: boolean
  setOpen(open: boolean): void
  toggle(): void
}

export const useJobsTray = create<JobsTray>((set, get) => ({
  open: false,
  setOpen: (open) => set({ open }),
  toggle: () => set({ open: !get().open }),
}))
