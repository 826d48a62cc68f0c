import { type Condition, conditionSchema } from '@shared/conditions/condition'
import type { Dataset } from '@shared/dataset/schema'
import { useRef, useState } from 'react'
import { firstLeaf, leafOf } from '../../segments/builder/condition-drafts'

const typingPauseMs = 300

/** What a draft asks for: null for nothing, undefined while it is incomplete. */
function heldBy(draft: Condition | null): Condition | null | undefined {
  if (draft === null || ('all' in draft && draft.all.length === 0)) return null
  return conditionSchema.safeParse(draft).data
}

/**
 * The conditions that rows of the grid must meet, and the draft that is being edited: what is incomplete changes nothing yet.
 * @param filter the conditions that hold
 * @param onFilter keeps other ones
 */
export function useFilter(dataset: Dataset, filter: Condition | null, onFilter: (filter: Condition | null) => void) {
  const [settled, setSettled] = useState(filter)
  const [draft, setDraft] = useState<Condition | null>(filter)
  const [opened, setOpened] = useState(false)
  const timer = useRef<number | undefined>(undefined)
  const apply = (next: Condition | null, pauseMs = 0) => {
    setDraft(next)
    const held = heldBy(next)
    if (held === undefined) return
    onFilter(held)
    window.clearTimeout(timer.current)
    if (pauseMs === 0) setSettled(held)
    else timer.current = window.setTimeout(() => setSettled(held), pauseMs)
  }
  return {
    filter,
    /** The filter a moment after the last key, for asking the engine. */
    settled,
    draft,
    opened,
    change: (next: Condition) => apply(next, typingPauseMs),
    open: () => {
      if (draft === null || ('all' in draft && draft.all.length === 0)) setDraft({ all: [firstLeaf(dataset)] })
      setOpened(true)
    },
    /** Drafts a condition on a column beside those there are, and shows it. */
    openOn: (name: string) => {
      const column = dataset.columns.find((known) => known.name === name)
      if (!column) return
      const parts = draft === null ? [] : 'all' in draft ? draft.all : [draft]
      setDraft({ all: [...parts, leafOf(column)] })
      setOpened(true)
    },
    done: () => {
      apply(draft)
      setOpened(false)
    },
    /** Leaves what is incomplete or was not changed. */
    close: () => {
      setDraft(filter)
      setOpened(false)
    },
    remove: (place: number) => {
      if (filter === null) return
      apply('all' in filter ? { all: filter.all.filter((_, i) => i !== place) } : null)
    },
    clear: () => {
      apply(null)
      setOpened(false)
    },
  }
}

export type FilterControl = ReturnType<typeof useFilter>
