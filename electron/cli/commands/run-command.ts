import { failure } from '@shared/contract/app-error'
import { text } from '@shared/contract/text'
import { type RunRequest, runRequestSchema } from '@shared/contract/workspace'
import { unpackResult } from '@shared/dataset/result-arrays'
import { describeValue, parseParams } from '@shared/methods/parse-params'
import { methodOf } from '@shared/methods/registry'
import { startRun } from '../../engine/start-run'
import { json, number, optional, outFile, type ParsedArguments, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

const types = {
  workspace: 'string',
  dataset: 'string',
  columns: 'string',
  params: 'string',
  where: 'string',
  segment: 'string',
  seed: 'string',
  out: 'string',
} as const

/** `run METHOD --workspace W --dataset NAME [--columns JSON] [--params JSON] [--where EXPR | --segment NAME] [--seed N] [--out FILE]` */
export async function runCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, types, [1, 1])
  const workspace = required(parsed, 'workspace')
  const out = outFile(parsed)
  const request = requestOf(parsed)
  const { summary, output } = await withWorkspace(workspace, async (engine) => {
    const { finished } = await startRun(engine, request, true)
    return finished
  })
  const result = printed(summary.methodId, unpackResult(output.packed))
  const document = { runId: summary.id, methodId: summary.methodId, result, diagnostics: summary.diagnostics }
  await writeDocument(document, out)
}

/** The result without what is only stored. */
function printed(methodId: string, result: unknown): unknown {
  const hidden = methodOf(methodId).unprinted ?? []
  return Object.fromEntries(Object.entries(result as object).filter(([field]) => !hidden.some((one) => one === field)))
}

/** What can be refused without opening the workspace is refused first. */
function requestOf(parsed: ParsedArguments): RunRequest {
  const [methodId = ''] = parsed.positionals
  const columns = json(parsed, 'columns') ?? {}
  const params = json(parsed, 'params') ?? {}
  const seed = number(parsed, 'seed')
  const method = methodOf(methodId)
  parseParams(method, params)
  const request = {
    methodId,
    dataset: optional(parsed, 'dataset') ?? null,
    columns,
    params,
    where: optional(parsed, 'where') ?? null,
    segment: optional(parsed, 'segment') ?? null,
    ...(seed === undefined ? {} : { seed }),
  }
  const checked = runRequestSchema.safeParse(request)
  if (checked.success) return checked.data
  const place = String(checked.error.issues[0]?.path[0] ?? '')
  throw place === 'seed' ? seedInvalid(methodId, seed) : columnsInvalid(methodId, columns)
}

function seedInvalid(methodId: string, seed: unknown) {
  const constraint = text('errors.constraint.wholeNumberBound', { bound: '≥ 0' })
  const values = { parameter: 'seed', method: text(`methods.${methodId}.name`), constraint, value: describeValue(seed) }
  return failure('parameterInvalid', values, { parameter: 'seed' })
}

function columnsInvalid(methodId: string, columns: unknown) {
  const roles = Object.keys(methodOf(methodId).inputs).join(', ')
  const values = { method: text(`methods.${methodId}.name`), roles, value: describeValue(columns) }
  return failure('columnsInvalid', values, { parameter: 'columns' })
}
