import { useEffect, useState } from 'react'

/**
 * How many of `total` parts are shown: a few at first and more with every frame, so that a long list never keeps the page from
 * answering. Give whatever it shows another key to begin anew.
 */
export function useGrowing(total: number, atOnce: number): number {
  const [count, setCount] = useState(atOnce)
  useEffect(() => {
    if (count >= total) return
    const frame = requestAnimationFrame(() => setCount(count + atOnce))
    return () => cancelAnimationFrame(frame)
  }, [count, total, atOnce])
  return Math.min(count, total)
}
