import path from 'node:path'
import { isMatrix } from '@shared/dataset/column'
import { riskChoiceSchema } from '@shared/learning/risk/risk-choice'
import { z } from 'zod'
import { CsvWriter } from '../../export/csv-writer'
import type { ScoredDataset } from '../../worker'
import { CommandLineError } from '../command-line-error'
import { json, outFile, type ParsedArguments, parseArguments, required } from '../options'
import { writeDocument, writeText } from '../output'
import { interrupted, withWorkspace } from '../with-workspace'

/**
 * `score --workspace W --model RUN_ID --dataset NAME --out FILE.csv|.json`: rows of a dataset predicted by a stored run; with
 * `--list JSON` whom to contact among them, with reasons and actions, to a file that ends in .csv or .xlsx.
 */
export async function scoreCommand(args: readonly string[]): Promise<void> {
  const types = { workspace: 'string', model: 'string', dataset: 'string', out: 'string', list: 'string' } as const
  const parsed = parseArguments(args, types, [0, 0])
  const workspace = required(parsed, 'workspace')
  const runId = required(parsed, 'model')
  const dataset = required(parsed, 'dataset')
  const out = outFile(parsed)
  if (parsed.values['list'] !== undefined) return writeRiskList(parsed, { workspace, runId, dataset, out })
  const format = out === undefined ? 'json' : path.extname(out).slice(1).toLowerCase()
  if (format !== 'csv' && format !== 'json') throw new CommandLineError('The option --out must end in .csv or .json.')
  const scored = await withWorkspace(workspace, async (engine) => {
    const { pool, path: file } = engine.session()
    const handle = pool.score({ workspace: file, runId, dataset })
    interrupted.signal.addEventListener('abort', () => handle.cancel(), { once: true })
    return handle.promise
  })
  const { predictions, probabilities, reasons, ...facts } = scored
  const head = { runId, dataset, ...facts }
  if (out === undefined || format === 'json') {
    await writeDocument({ ...head, probabilities, predictions, reasons }, out)
  } else {
    await writeText(csvPieces(scored), out)
  }
  if (out !== undefined) await writeDocument({ ...head, file: out }, undefined)
}

interface ListRequest {
  workspace: string
  runId: string
  dataset: string
  out: string | undefined
}

/** Writes whom to contact, and says what the choice implies. */
async function writeRiskList(parsed: ParsedArguments, { workspace, runId, dataset, out }: ListRequest): Promise<void> {
  const format = out === undefined ? '' : path.extname(out).slice(1).toLowerCase()
  if (out === undefined || (format !== 'csv' && format !== 'xlsx')) {
    throw new CommandLineError('With --list the option --out must name a file that ends in .csv or .xlsx.')
  }
  const choice = riskChoiceSchema.safeParse(json(parsed, 'list'))
  if (!choice.success)
    throw new CommandLineError(`The option --list is not understood: ${z.prettifyError(choice.error)}`)
  const asked = { runId, dataset, choice: choice.data }
  const document = await withWorkspace(workspace, async (engine) => {
    const { reader } = engine.session()
    const { outlook, nKnown, nWithoutValue } = await reader.lookAtRisk({ ...asked, count: 1 })
    const handle = reader.writeRisk({ ...asked, path: out, format, language: 'en' })
    interrupted.signal.addEventListener('abort', () => handle.cancel(), { once: true })
    return { ...asked, outlook, nKnown, nWithoutValue, rowsWritten: await handle.promise, file: out }
  })
  await writeDocument(document, undefined)
}

/** Probability, prediction and reasons per row, in pieces. */
function* csvPieces(scored: ScoredDataset): Iterable<string> {
  const { classes, probabilities, predictions, reasons, nRows } = scored
  const shares = isMatrix(probabilities)
    ? classes.map((name) => `probability ${name}`)
    : probabilities
      ? ['probability']
      : []
  const why = reasons ? ['reason 1', 'reason 2', 'reason 3'] : []
  const csv = new CsvWriter()
  yield csv.line(['_row', ...shares, 'prediction', ...why])
  for (let i = 0; i < nRows; i++) {
    const own = isMatrix(probabilities)
      ? classes.map((_, k) => probabilities.data[i * probabilities.nColumns + k] as number)
      : probabilities
        ? [probabilities[i] as number]
        : []
    const said = reasons ? [0, 1, 2].map((at) => reasonWords(reasons[i]?.[at])) : []
    yield csv.line([i, ...own, predictions[i] ?? null, ...said])
  }
}

function reasonWords(reason: NonNullable<ScoredDataset['reasons']>[number][number] | undefined): string {
  if (!reason || reason.contribution === 0) return ''
  return `${reason.column} = ${reason.value ?? ''} (${reason.contribution > 0 ? '+' : '−'})`
}
