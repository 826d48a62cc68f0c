import { useCallback, useState } from 'react'
import { z } from 'zod'
import { type ColumnLayout, plainLayout } from './column-layout'

const layoutSchema = z.object({
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  frozen: z.array(z.string()).nullable(),
  widths: z.record(z.string(), z.number()),
})

const keyOf = (datasetId: string) => `columns ${datasetId}`

function read(datasetId: string): ColumnLayout {
  try {
    const kept = layoutSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(datasetId)) ?? 'null'))
    return kept.success ? kept.data : plainLayout
  } catch {
    return plainLayout
  }
}

/** How a dataset's columns are arranged; remembered on this computer. */
export function useColumnLayout(datasetId: string) {
  const [layout, setLayout] = useState(() => read(datasetId))
  const change = useCallback(
    (make: (before: ColumnLayout) => ColumnLayout) =>
      setLayout((before) => {
        const next = make(before)
        localStorage.setItem(keyOf(datasetId), JSON.stringify(next))
        return next
      }),
    [datasetId],
  )
  return { layout, change }
}
