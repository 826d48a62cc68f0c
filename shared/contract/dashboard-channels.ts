import { z } from 'zod'
import { dashboardContentSchema } from '../dashboard/dashboard'

export const dashboardSchema = z.object({
  id: z.string(),
  title: z.string(),
  content: dashboardContentSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Dashboard = z.infer<typeof dashboardSchema>

const byId = z.object({ dashboardId: z.string() })

const channel = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
})

/** Pages of charts, numbers and tables. */
export const dashboardChannels = {
  'dashboard/list': channel(z.undefined().or(z.null()), z.array(dashboardSchema)),
  /** Keeps a new dashboard, or changes the one with that id. */
  'dashboard/save': channel(
    z.object({
      dashboardId: z.string().optional(),
      title: z.string().trim().min(1).max(200),
      content: dashboardContentSchema,
    }),
    dashboardSchema,
  ),
  'dashboard/remove': channel(byId, z.null()),
  'dashboard/restore': channel(byId, dashboardSchema),
} as const
