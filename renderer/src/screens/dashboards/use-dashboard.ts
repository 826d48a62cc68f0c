import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { DashboardContent } from '@shared/dashboard/dashboard'
import { useEffect, useRef, useState } from 'react'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'

interface Kept {
  title: string
  content: DashboardContent
}
type Change = Partial<Kept> | ((now: Kept) => Partial<Kept>)

/** A dashboard that is being worked on: every change is stored by itself, and can be undone. */
export interface DashboardEditor extends Kept {
  change(changes: Change): void
  /** Null when there is nothing to undo or to do again. */
  undo: (() => void) | null
  redo: (() => void) | null
}

interface History {
  past: readonly Kept[]
  now: Kept
  future: readonly Kept[]
}

const mostUndos = 200

/** Keeps the states of a dashboard while it is open; the one that holds is stored, one after the other. */
export function useDashboard({ id, title, content }: Dashboard): DashboardEditor {
  const [history, setHistory] = useState<History>({ past: [], now: { title, content }, future: [] })
  const { past, now, future } = history
  const stored = useRef(now)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(() => {
    if (stored.current === now) return
    stored.current = now
    const save = () => workbench.dashboard.save({ dashboardId: id, ...now })
    last.current = last.current.then(save).catch(notifyError)
  }, [id, now])
  const [before] = past.slice(-1)
  const [after] = future
  return {
    ...now,
    change: (changes) =>
      setHistory((then) => ({
        past: [...then.past, then.now].slice(-mostUndos),
        now: { ...then.now, ...(typeof changes === 'function' ? changes(then.now) : changes) },
        future: [],
      })),
    undo: before ? () => setHistory({ past: past.slice(0, -1), now: before, future: [now, ...future] }) : null,
    redo: after ? () => setHistory({ past: [...past, now], now: after, future: future.slice(1) }) : null,
  }
}
