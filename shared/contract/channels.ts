import { z } from 'zod'
import { conditionSchema } from '../conditions/condition'
import { columnRoleSchema, datasetSchema, grainSchema, measureTypeSchema } from '../dataset/schema'
import { assignChannels } from './assign-channels'
import { chartChannels } from './chart-channels'
import { consoleChannels } from './console-channels'
import { dashboardChannels } from './dashboard-channels'
import { deriveChannels } from './derive-channels'
import { duplicateChannels } from './duplicate-channels'
import { exportReceiptSchema } from './export-receipt'
import { figureChannels, rowIdsSchema } from './figure-channels'
import { importOptionsSchema, importReceiptSchema, inspectionSchema, rejectSchema } from './import'
import { listChannels } from './list-channels'
import { qualityChannels } from './quality-channels'
import { recipeChannels } from './recipe-channels'
import { reimportChannels } from './reimport-channels'
import { rejectChannels } from './reject-channels'
import { resultElementSchema } from './result-elements'
import { riskChannels } from './risk-channels'
import { jobEventSchema } from './run-events'
import { segmentChannels } from './segment-channels'
import { textSchema } from './text'
import {
  methodDescriptorSchema,
  reportSchema,
  runRequestSchema,
  runSummarySchema,
  workspaceInfoSchema,
  workspaceSettingsChange,
  workspaceSettingsSchema,
} from './workspace'

/**
 * Every call that crosses a process boundary, listed once. `main` channels are answered by the main process (windows, dialogs, which
 * files may be touched); `engine` channels go over a MessagePort straight to the engine process, so that data never passes main.
 * Both sides validate with these schemas. A file is named by a token that main hands out after a dialog or a drop, never by a path.
 */
const channel = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
})
const none = z.undefined().or(z.null())
const done = z.null()

const fileToken = z.object({ token: z.string(), name: z.string(), bytes: z.number() })
export type FileToken = z.infer<typeof fileToken>

const language = z.enum(['system', 'en', 'zh-CN'])
const theme = z.enum(['system', 'light', 'dark'])

export const appSettingsSchema = z.object({
  language: language.default('system'),
  theme: theme.default('system'),
  recentWorkspaces: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string() })).default([]),
  inspectorOpen: z.boolean().default(true),
})
/** What the page may change. Without defaults: a setting that is not named stays as it is. */
const appSettingsChange = z.strictObject({ language, theme, inspectorOpen: z.boolean() }).partial()
export type AppSettings = z.infer<typeof appSettingsSchema>

export const mainChannels = {
  'app/info': channel(
    none,
    z.object({
      version: z.string(),
      platform: z.string(),
      systemLanguage: z.enum(['en', 'zh-CN']),
      electron: z.string(),
    }),
  ),
  'app/settings': channel(appSettingsChange.nullish(), appSettingsSchema),
  /** Puts a picture (PNG) on the clipboard, which the window itself may not touch. */
  'app/copy-picture': channel(z.object({ png: z.instanceof(Uint8Array) }), done),
  /** With `ask` a dialog says where, else the default folder; `sample` opens the sample shop. Null when the dialog was dismissed. */
  'workspace/create': channel(
    z.object({ sample: z.boolean(), ask: z.boolean().default(false) }),
    workspaceInfoSchema.nullable(),
  ),
  /** With a recent workspace's path, or without one through a dialog; null when the dialog was dismissed. */
  'workspace/open': channel(z.object({ recentPath: z.string().optional() }), workspaceInfoSchema.nullable()),
  'workspace/close': channel(none, done),
  'workspace/save-copy': channel(none, z.object({ path: z.string() }).nullable()),
  'file/choose': channel(z.object({ kind: z.enum(['data']) }), z.array(fileToken)),
  /** The preload calls it with the path of a file that was dropped on the window. */
  'file/dropped': channel(
    z.object({ paths: z.array(z.string()) }),
    z.object({ data: z.array(fileToken), workspace: workspaceInfoSchema.nullable() }),
  ),
  /** Keeps a table that was pasted as a private file of this session. */
  'file/pasted': channel(z.object({ text: z.string() }), fileToken),
  'file/save-as': channel(
    z.object({
      suggestedName: z.string(),
      format: z.enum(['html', 'pdf', 'xlsx', 'csv', 'parquet', 'json', 'png', 'svg', 'sql']),
    }),
    fileToken.nullable(),
  ),
  /** Writes small bytes (a picture) to a file chosen by `file/save-as`. */
  'file/write': channel(z.object({ token: z.string(), bytes: z.instanceof(Uint8Array) }), done),
  'file/reveal': channel(z.object({ path: z.string() }), done),
} as const

/** Rows of a view: `cells` are all of theirs as one text, which `readCells` reads. */
const rowWindow = z.object({ start: z.int(), rowIds: z.instanceof(Int32Array), cells: z.string() })

/** Rows of a dataset: 0-based row ids in dataset order, after sorting and filtering. */
const rowQuery = z.object({
  dataset: z.string(),
  revision: z.int().optional(),
  sort: z.array(z.object({ column: z.string(), descending: z.boolean() })).optional(),
  search: z.string().optional(),
  /** A condition in the read-only SQL of `query`. */
  where: z.string().nullish(),
  /** A tree of conditions, as segments have them. */
  condition: conditionSchema.nullish(),
  /** Only these rows (a lasso selection). */
  rowIds: rowIdsSchema.optional(),
})
const exportFormat = z.enum(['csv', 'xlsx', 'parquet', 'json'])
export type ExportFormat = z.infer<typeof exportFormat>

export const columnProfileSchema = z.object({
  name: z.string(),
  missing: z.int(),
  distinct: z.int(),
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  min: z.union([z.number(), z.string()]).nullable(),
  median: z.number().nullable(),
  max: z.union([z.number(), z.string()]).nullable(),
  skewness: z.number().nullable(),
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(z.int()) }).nullable(),
  top: z.array(z.object({ value: z.string(), count: z.int() })),
})
export type ColumnProfile = z.infer<typeof columnProfileSchema>

export const engineChannels = {
  ...consoleChannels,
  ...chartChannels,
  ...dashboardChannels,
  ...segmentChannels,
  ...riskChannels,
  ...assignChannels,
  ...deriveChannels,
  ...duplicateChannels,
  ...recipeChannels,
  ...qualityChannels,
  'workspace/info': channel(none, workspaceInfoSchema.nullable()),
  'workspace/settings': channel(workspaceSettingsChange, workspaceSettingsSchema),

  'import/inspect': channel(
    z.object({ token: z.string(), options: importOptionsSchema.partial().optional() }),
    inspectionSchema,
  ),
  /** Answers at once with the job; the receipt is there when the job has completed. */
  'import/start': channel(
    z.object({
      token: z.string(),
      dataset: z.string().optional(),
      options: importOptionsSchema.partial().optional(),
      /** Further files: those with the same header become one dataset. */
      more: z.array(z.string()).max(1000).optional(),
    }),
    z.object({ jobId: z.string() }),
  ),

  ...reimportChannels,

  'dataset/list': channel(none, z.array(datasetSchema)),
  'dataset/rename': channel(z.object({ dataset: z.string(), name: z.string().min(1) }), datasetSchema),
  'dataset/remove': channel(z.object({ dataset: z.string() }), done),
  /** Undoes the latest removal, as long as the workspace is open. */
  'dataset/restore': channel(z.object({ dataset: z.string() }), datasetSchema),
  'dataset/describe-column': channel(
    z.object({
      dataset: z.string(),
      column: z.string(),
      measureType: measureTypeSchema.optional(),
      role: columnRoleSchema.nullable().optional(),
    }),
    datasetSchema,
  ),
  'dataset/declare': channel(
    z.object({ dataset: z.string(), grain: grainSchema.optional(), customerKey: z.string().nullable().optional() }),
    datasetSchema,
  ),
  'dataset/profile': channel(z.object({ dataset: z.string() }), z.array(columnProfileSchema)),
  'dataset/receipts': channel(
    z.object({ dataset: z.string() }),
    z.array(
      importReceiptSchema.extend({ importedAt: z.string(), file: z.string(), options: importOptionsSchema.partial() }),
    ),
  ),
  'dataset/rejects': channel(
    z.object({ dataset: z.string(), start: z.int(), count: z.int().max(1000) }),
    z.object({ total: z.int(), rejects: z.array(rejectSchema) }),
  ),
  ...rejectChannels,
  /** Opens a view: sorts and filters once, off the main thread, and keeps the row ids. */
  'rows/open': channel(
    /** `first` asks for so many of the first rows at once. */
    rowQuery.extend({ first: z.int().min(1).max(1000).optional() }),
    z.object({ viewId: z.string(), count: z.int(), window: rowWindow.nullable() }),
  ),
  'rows/window': channel(
    z.object({
      viewId: z.string(),
      start: z.int().min(0),
      count: z.int().min(1).max(1000),
      columns: z.array(z.string()).optional(),
    }),
    rowWindow,
  ),
  /** Ids of rows of a view, in its order: for selecting many. */
  'rows/ids': channel(
    z.object({ viewId: z.string(), start: z.int().min(0), count: z.int().min(1) }),
    z.object({ rowIds: z.instanceof(Int32Array) }),
  ),
  'rows/close': channel(z.object({ viewId: z.string() }), done),

  'method/list': channel(none, z.array(methodDescriptorSchema)),
  /** A sensible first request for this method on this dataset: columns by role, parameters, and the reason of each choice. */
  'method/propose': channel(
    /** `target`: of a prediction, a column of three kinds or more is asked for. */
    z.object({ methodId: z.string(), dataset: z.string(), target: z.literal('kinds').optional() }),
    z.object({ request: runRequestSchema, reasons: z.array(z.object({ about: z.string(), text: textSchema })) }),
  ),
  'method/estimate': channel(runRequestSchema, z.object({ seconds: z.number(), bytes: z.number() }).nullable()),

  'run/start': channel(runRequestSchema, z.object({ jobId: z.string() })),
  'run/list': channel(none, z.array(runSummarySchema)),
  'run/get': channel(
    z.object({ runId: z.string() }),
    z.object({ run: runSummarySchema, elements: z.array(resultElementSchema) }),
  ),
  /** Why a row is in its segment; refused for results that cannot say. */
  'run/explain-row': channel(
    z.object({ runId: z.string(), row: z.int().min(0) }),
    z.object({ elements: z.array(resultElementSchema) }),
  ),
  'run/rename': channel(z.object({ runId: z.string(), title: z.string().nullable() }), runSummarySchema),
  'run/name-segment': channel(
    z.object({ runId: z.string(), label: z.int(), name: z.string().nullable() }),
    runSummarySchema,
  ),
  'run/remove': channel(z.object({ runId: z.string() }), done),
  'run/restore': channel(z.object({ runId: z.string() }), done),
  ...figureChannels,

  ...listChannels,

  'job/list': channel(none, z.array(jobEventSchema)),
  'job/cancel': channel(z.object({ jobId: z.string() }), done),

  'report/list': channel(none, z.array(reportSchema)),
  'report/create': channel(z.object({ title: z.string(), runIds: z.array(z.string()) }), reportSchema),
  'report/update': channel(
    z.object({ reportId: z.string(), title: z.string().optional(), runIds: z.array(z.string()).optional() }),
    reportSchema,
  ),
  'report/remove': channel(z.object({ reportId: z.string() }), done),
  /** Writes the report to a file chosen by `file/save-as`. */
  'report/export': channel(
    z.object({
      runIds: z.array(z.string()).min(1),
      title: z.string(),
      token: z.string(),
      format: z.enum(['html', 'pdf', 'xlsx']),
      language: z.enum(['en', 'zh-CN']),
    }),
    z.object({ jobId: z.string() }),
  ),
  /** Receipts of what was written from a dataset, newest first. */
  'export/list': channel(z.object({ dataset: z.string() }), z.array(exportReceiptSchema)),
  /** Writes rows (a segment, a selection, a dataset) to a file chosen by `file/save-as`, formula-safe. */
  'export/rows': channel(
    z.object({
      query: rowQuery,
      columns: z.array(z.string()).optional(),
      runId: z.string().optional(),
      label: z.int().optional(),
      token: z.string(),
      format: exportFormat,
      /** Text that a spreadsheet would run is disarmed in CSV; true unless said otherwise. */
      formulaSafe: z.boolean().optional(),
    }),
    z.object({ jobId: z.string() }),
  ),
} as const

export type MainChannel = keyof typeof mainChannels
/** What the page may call by name. Paths of dropped files come from the preload alone, which takes them from real files. */
export type PageChannel = Exclude<MainChannel, 'file/dropped'>
export const pageChannels = (Object.keys(mainChannels) as MainChannel[]).filter(
  (channel): channel is PageChannel => channel !== 'file/dropped',
)
export type EngineChannel = keyof typeof engineChannels
export type MainRequest<C extends MainChannel> = z.input<(typeof mainChannels)[C]['request']>
export type MainResponse<C extends MainChannel> = z.output<(typeof mainChannels)[C]['response']>
export type EngineRequest<C extends EngineChannel> = z.input<(typeof engineChannels)[C]['request']>
export type EngineResponse<C extends EngineChannel> = z.output<(typeof engineChannels)[C]['response']>
