import { z } from 'zod'
import { plainLayout } from './column-layout'
import { useRemembered } from './use-remembered'

const layoutSchema = z.object({
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  frozen: z.array(z.string()).nullable(),
  widths: z.record(z.string(), z.number()),
})

/** How a dataset's columns are arranged; remembered on this computer. */
export function useColumnLayout(datasetId: string) {
  const [layout, change] = useRemembered(`columns ${datasetId}`, layoutSchema, plainLayout)
  return { layout, change }
}
