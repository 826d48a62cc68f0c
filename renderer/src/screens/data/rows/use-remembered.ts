import { useCallback, useState } from 'react'
import type { z } from 'zod'

function read<T>(key: string, schema: z.ZodType<T>, otherwise: T): T {
  try {
    const kept = schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'))
    return kept.success ? kept.data : otherwise
  } catch {
    return otherwise
  }
}

/**
 * A choice that is remembered on this computer, also when the application is started anew.
 * @param key names it; another key is another choice, so its owner must be made anew
 * @param schema what was kept must fit, or it is forgotten
 */
export function useRemembered<T>(key: string, schema: z.ZodType<T>, otherwise: T) {
  const [value, setValue] = useState(() => read(key, schema, otherwise))
  const change = useCallback(
    (make: (before: T) => T) =>
      setValue((before) => {
        const next = make(before)
        localStorage.setItem(key, JSON.stringify(next))
        return next
      }),
    [key],
  )
  return [value, change] as const
}
