import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import type { ExportFormat } from '@shared/contract/channels'
import { exportRows, type RowsToExport } from '../../engine/export-rows'
import { selectSegment } from '../../engine/select-segment'
import type { WorkspaceSession } from '../../engine/workspace-session'
import { CommandLineError } from '../command-line-error'
import { json, optional, outFile, type ParsedArguments, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { interrupted, withWorkspace } from '../with-workspace'

const types = {
  workspace: 'string',
  dataset: 'string',
  out: 'string',
  where: 'string',
  segment: 'string',
  columns: 'string',
  'keep-formulas': 'boolean',
} as const

const formats: Readonly<Record<string, ExportFormat>> = {
  '.csv': 'csv',
  '.xlsx': 'xlsx',
  '.parquet': 'parquet',
  '.json': 'json',
}

/** `export --workspace W --dataset NAME --out FILE.csv|.xlsx|.parquet|.json [--where EXPR | --segment NAME] [--columns JSON] [--keep-formulas]` */
export async function exportCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, types, [0, 0])
  required(parsed, 'out')
  const out = path.resolve(outFile(parsed) ?? '')
  const format = formats[path.extname(out).toLowerCase()]
  if (!format) throw new CommandLineError(`The option --out must end with one of ${Object.keys(formats).join(', ')}.`)
  const receipt = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const session = engine.session()
    const request = { ...(await rowsOf(session, parsed)), format, ...columnsOf(parsed) }
    const formulaSafe = parsed.values['keep-formulas'] !== true
    const control = { onProgress: () => {}, signal: interrupted.signal }
    return exportRows(session, { ...request, formulaSafe }, out, control)
  })
  await writeDocument({ dataset: required(parsed, 'dataset'), ...receipt }, undefined)
}

async function rowsOf(
  session: WorkspaceSession,
  parsed: ParsedArguments,
): Promise<Pick<RowsToExport, 'query' | 'selected'>> {
  const { id: dataset } = await session.database.request('dataset/get', { dataset: required(parsed, 'dataset') })
  const where = optional(parsed, 'where')
  const segment = optional(parsed, 'segment')
  if (where !== undefined && segment !== undefined) throw failure('whereAndSegment')
  if (where?.trim() === '') throw failure('whereInvalid', { where, detail: 'empty' })
  if (segment !== undefined) return { query: { dataset }, selected: await selectSegment(session, dataset, segment) }
  return { query: where === undefined ? { dataset } : { dataset, where } }
}

function columnsOf(parsed: ParsedArguments): { columns?: string[] } {
  const columns = json(parsed, 'columns')
  if (columns === undefined) return {}
  if (!Array.isArray(columns) || columns.some((name) => typeof name !== 'string') || columns.length === 0)
    throw new CommandLineError('The option --columns must be a JSON list of column names.')
  return { columns: columns as string[] }
}
