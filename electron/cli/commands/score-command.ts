import path from 'node:path'
import { isMatrix } from '@shared/dataset/column'
import { CsvWriter } from '../../export/csv-writer'
import type { ScoredDataset } from '../../worker'
import { CommandLineError } from '../command-line-error'
import { outFile, parseArguments, required } from '../options'
import { writeDocument, writeText } from '../output'
import { interrupted, withWorkspace } from '../with-workspace'

/** `score --workspace W --model RUN_ID --dataset NAME --out FILE.csv|.json`: rows of a dataset predicted by a stored run. */
export async function scoreCommand(args: readonly string[]): Promise<void> {
  const types = { workspace: 'string', model: 'string', dataset: 'string', out: 'string' } as const
  const parsed = parseArguments(args, types, [0, 0])
  const workspace = required(parsed, 'workspace')
  const runId = required(parsed, 'model')
  const dataset = required(parsed, 'dataset')
  const out = outFile(parsed)
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
