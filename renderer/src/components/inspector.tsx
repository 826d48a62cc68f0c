import { type ReactNode, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { create } from 'zustand'

interface InspectorSlot {
  element: HTMLElement | null
  /** How many inspectors are mounted. */
  wanted: number
}

const useInspectorSlot = create<InspectorSlot>(() => ({ element: null, wanted: 0 }))

/** The shell gives its inspector's content element here. */
export function setInspectorSlot(element: HTMLElement | null): void {
  useInspectorSlot.setState({ element })
}

/** True while some screen has something for the inspector to show. */
export function useHasInspector(): boolean {
  return useInspectorSlot((slot) => slot.wanted > 0)
}

interface InspectorProps {
  title: ReactNode
  children: ReactNode
}

/**
 * What the inspector at the right shows while this element is mounted: facts about what is selected. Put it anywhere
 * in a screen, one at a time. Small titles inside are `<h3>`; pairs of name and value are `<Facts>`.
 * @example {selected && <Inspector title={selected.name}><Facts facts={…} /></Inspector>}
 */
export function Inspector({ title, children }: InspectorProps) {
  const element = useInspectorSlot((slot) => slot.element)
  useEffect(() => {
    const add = (step: number) => useInspectorSlot.setState((slot) => ({ wanted: slot.wanted + step }))
    add(1)
    return () => add(-1)
  }, [])
  if (!element) return null
  return createPortal(
    <>
      <h2>{title}</h2>
      {children}
    </>,
    element,
  )
}
