import type { RunSummary } from '@shared/contract/workspace'
import { createContext, type ReactNode, useContext } from 'react'

/** What elements may use of the run they belong to. */
export interface ResultScope {
  run: RunSummary
  /** False in a preview: nothing can be renamed or selected there. */
  interactive: boolean
}

const Scope = createContext<ResultScope | null>(null)

/** Tells the elements below which run they belong to. */
export function ResultScopeProvider({ run, interactive, children }: ResultScope & { children: ReactNode }) {
  return <Scope.Provider value={{ run, interactive }}>{children}</Scope.Provider>
}

/** The run that elements belong to; null for those of no run, e.g. the profile of a stored segment. */
export function useMaybeResultScope(): ResultScope | null {
  return useContext(Scope)
}

export function useResultScope(): ResultScope {
  const scope = useContext(Scope)
  if (!scope) throw new Error('A result element needs a ResultScopeProvider above it')
  return scope
}
