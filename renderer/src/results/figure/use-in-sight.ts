import { type RefObject, useEffect, useState } from 'react'

/** True while an element is near the visible part of the window. */
export function useNear(place: RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: '400px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return isNear
}

/** True once an element has come near the visible part of the window; then it stays true. */
export function useInSight(place: RefObject<HTMLElement | null>): boolean {
  const isNear = useNear(place)
  const [wasNear, setWasNear] = useState(false)
  if (isNear && !wasNear) setWasNear(true)
  return wasNear
}
