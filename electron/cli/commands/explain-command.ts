import { CommandLineError } from '../command-line-error'
import { number, outFile, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

/** `explain --workspace W --run RUN_ID --row N [--out FILE]`: why a row is in its segment, or predicted as it is. */
export async function explainCommand(args: readonly string[]): Promise<void> {
  const types = { workspace: 'string', run: 'string', row: 'string', out: 'string' } as const
  const parsed = parseArguments(args, types, [0, 0])
  const workspace = required(parsed, 'workspace')
  const runId = required(parsed, 'run')
  required(parsed, 'row')
  const row = number(parsed, 'row') ?? 0
  if (!Number.isInteger(row) || row < 0)
    throw new CommandLineError('The option --row must be a whole number from 0 on.')
  const out = outFile(parsed)
  const { reasons } = await withWorkspace(workspace, (engine) =>
    engine.session().reader.explainSegmentRow({ runId, row }),
  )
  await writeDocument({ runId, row, ...reasons }, out)
}
