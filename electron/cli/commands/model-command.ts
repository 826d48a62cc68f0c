import path from 'node:path'
import { CommandLineError } from '../command-line-error'
import { outFile, parseArguments, required } from '../options'
import { writeDocument, writeText } from '../output'
import { withWorkspace } from '../with-workspace'

/** `model --workspace W --run RUN_ID --out FILE.sql|.json`: what a segmentation learned, as SQL or JSON. */
export async function modelCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { workspace: 'string', run: 'string', out: 'string' }, [0, 0])
  const workspace = required(parsed, 'workspace')
  const runId = required(parsed, 'run')
  required(parsed, 'out')
  const out = outFile(parsed) as string
  const format = path.extname(out).slice(1).toLowerCase()
  if (format !== 'sql' && format !== 'json') throw new CommandLineError('The option --out must end in .sql or .json.')
  const written = await withWorkspace(workspace, (engine) => {
    const session = engine.session()
    return session.pool.writeModel({ workspace: session.path, runId, format }).promise
  })
  await writeText([written.trimEnd()], out)
  await writeDocument({ runId, format, file: out }, undefined)
}
