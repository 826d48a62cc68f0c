import type { FileToken } from '@shared/contract/channels'
import { create } from 'zustand'

interface PendingFiles {
  /** Files that wait for the import wizard, in the order they came. */
  files: readonly FileToken[]
  add(files: readonly FileToken[]): void
  remove(token: string): void
}

export const usePendingFiles = create<PendingFiles>((set, get) => ({
  files: [],
  add: (files) => set({ files: [...get().files, ...files] }),
  remove: (token) => set({ files: get().files.filter((file) => file.token !== token) }),
}))
