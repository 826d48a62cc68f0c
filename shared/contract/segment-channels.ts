import { z } from 'zod'
import { segmentDefinitionSchema, segmentRequestSchema } from '../stored-segments/segment-definition'
import { appErrorSchema } from './app-error'
import { resultElementSchema } from './result-elements'

/** Who belonged to a segment in one revision of its dataset, in numbers. */
const snapshotSchema = z.object({
  revision: z.int(),
  /** Rows, and how many the dataset had; null when it could not be evaluated. */
  rows: z.int().nullable(),
  ofRows: z.int(),
  /** Different customers; null where the dataset has no customer key. */
  customers: z.int().nullable(),
  /** Whether the definition was evaluated on this revision, a model filled it, or the customers of an earlier one were kept. */
  basis: z.enum(['evaluated', 'assigned', 'kept']),
  problem: appErrorSchema.nullable(),
  takenAt: z.string(),
})
export type SegmentSnapshot = z.infer<typeof snapshotSchema>

const historyEntry = z.object({
  at: z.string(),
  change: z.enum(['created', 'renamed', 'recoloured', 'described', 'redefined', 'restored']),
  from: z.string().nullable(),
  to: z.string().nullable(),
})
export type SegmentHistoryEntry = z.infer<typeof historyEntry>

export const segmentSchema = z.object({
  id: z.string(),
  datasetId: z.string(),
  dataset: z.string(),
  name: z.string(),
  /** Position in the palette of segments. */
  colour: z.int().min(0).max(9),
  description: z.string(),
  definition: segmentDefinitionSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
  history: z.array(historyEntry),
  /** Oldest revision first. */
  snapshots: z.array(snapshotSchema),
})
export type Segment = z.infer<typeof segmentSchema>

const name = z.string().trim().min(1).max(200)
const colour = z.int().min(0).max(9)
const description = z.string().max(5000)
const byId = z.object({ segmentId: z.string() })

/** A segment in one revision of its dataset, or every label of a run: one side of a migration. */
const sideSchema = z.object({
  /** Segments of one dataset, in the order of precedence: a customer counts for the first that has him. */
  segments: z.array(z.string()).min(1).optional(),
  runId: z.string().optional(),
  revision: z.int().optional(),
})
export type MigrationSide = z.infer<typeof sideSchema>

export const migrationSchema = z.object({
  /** Names of groups, without those of nobody's group, new and gone customers. */
  from: z.array(z.object({ name: z.string(), colour: z.int() })),
  to: z.array(z.object({ name: z.string(), colour: z.int() })),
  /** Rows: every group of `from`, then `other` (in none), then `new`; columns: every group of `to`, then `other`, then `gone`. */
  counts: z.array(z.array(z.int())),
  /** Customers on both sides, only after, only before. */
  stayed: z.int(),
  came: z.int(),
  left: z.int(),
  fromRevision: z.int(),
  toRevision: z.int(),
})
export type Migration = z.infer<typeof migrationSchema>

const channel = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
})

/** Stored segments; every one belongs to a dataset and follows its revisions. */
export const segmentChannels = {
  'segment/list': channel(z.object({ dataset: z.string().optional() }).nullish(), z.array(segmentSchema)),
  'segment/create': channel(
    z.object({
      dataset: z.string(),
      name,
      colour: colour.optional(),
      description: description.optional(),
      definition: segmentRequestSchema,
    }),
    segmentSchema,
  ),
  'segment/update': channel(
    byId.extend({
      name: name.optional(),
      colour: colour.optional(),
      description: description.optional(),
      definition: segmentRequestSchema.optional(),
    }),
    segmentSchema,
  ),
  'segment/remove': channel(byId, z.null()),
  'segment/restore': channel(byId, segmentSchema),
  /** How many a definition has on the current revision. A new question of the same asker ends the one before, which answers `cancelled`. */
  'segment/count': channel(
    z.object({ dataset: z.string(), definition: segmentRequestSchema, asker: z.string() }),
    z.object({ rows: z.int(), ofRows: z.int(), customers: z.int().nullable() }),
  ),
  /** The most frequent values of a column, with how often they occur. */
  'segment/values': channel(
    z.object({ dataset: z.string(), column: z.string(), search: z.string().optional() }),
    z.array(z.object({ value: z.union([z.string(), z.number()]), count: z.int() })),
  ),
  /** Row ids of a segment on the current revision. */
  'segment/rows': channel(byId, z.object({ rowIds: z.instanceof(Int32Array) })),
  /** What sets it apart from the rest, on the current revision; nothing when it holds nobody or everybody. */
  'segment/profile': channel(byId, z.object({ elements: z.array(resultElementSchema) })),
  /** Why a row of the current revision is in it. */
  'segment/why': channel(byId.extend({ row: z.int().min(0) }), z.object({ elements: z.array(resultElementSchema) })),
  'segment/migration': channel(z.object({ from: sideSchema, to: sideSchema }), migrationSchema),
  /** Writes the members with the reason each is one, to a file chosen by `file/save-as`. */
  'segment/export': channel(
    byId.extend({
      token: z.string(),
      format: z.enum(['csv', 'xlsx', 'parquet', 'json']),
      language: z.enum(['en', 'zh-CN']),
    }),
    z.object({ jobId: z.string() }),
  ),
} as const
