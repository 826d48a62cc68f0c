import { useRef } from 'react'

/**
 * Functions that stay the same from one rendering to the next and do what the latest ones do, for parts that are drawn anew only when
 * what they are given changes.
 * @example const steady = useSteady({ pick })
 */
export function useSteady<F extends Record<string, (...args: never[]) => unknown>>(functions: F): F {
  const latest = useRef(functions)
  latest.current = functions
  const steady = useRef<F | null>(null)
  steady.current ??= Object.fromEntries(
    Object.keys(functions).map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)]),
  ) as F
  return steady.current
}
