import { type ReactNode, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'

let slot: HTMLElement | null = null
const listeners = new Set<() => void>()

/** The shell gives its inspector's content element here. */
export function setInspectorSlot(element: HTMLElement | null): void {
  slot = element
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

interface InspectorProps {
  title: ReactNode
  children: ReactNode
}

/**
 * What the inspector at the right shows while this element is mounted: facts about what is selected. Put it anywhere in a screen.
 * @example {selected && <Inspector title={selected.name}><Facts …/></Inspector>}
 */
export function Inspector({ title, children }: InspectorProps) {
  const element = useSyncExternalStore(subscribe, () => slot)
  if (!element) return null
  return createPortal(
    <>
      <h2>{title}</h2>
      {children}
    </>,
    element,
  )
}
