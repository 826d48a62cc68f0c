import { changeBatch } from '../../engine/handlers/reimport-handlers'
import { outFile, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

/** `undo --workspace W --dataset NAME [--redo]`: takes the latest import into a dataset back, or brings it back. */
export async function undoCommand(args: readonly string[]): Promise<void> {
  const types = { workspace: 'string', dataset: 'string', redo: 'boolean', out: 'string' } as const
  const parsed = parseArguments(args, types, [0, 0])
  const dataset = required(parsed, 'dataset')
  const out = outFile(parsed)
  const what = parsed.values['redo'] ? 'redo' : 'undo'
  const change = await withWorkspace(required(parsed, 'workspace'), (engine) => changeBatch(engine, { dataset }, what))
  const datasets = change.datasets.map(({ name, rows }) => ({ dataset: name, rows, removed: rows === null }))
  await writeDocument({ [what === 'undo' ? 'undone' : 'redone']: datasets }, out)
}
