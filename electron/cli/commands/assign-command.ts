import { outFile, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { interrupted, withWorkspace } from '../with-workspace'

/** `assign --workspace W --model RUN_ID --dataset NAME [--out FILE]`: the rows of a dataset in the segments of a stored run. */
export async function assignCommand(args: readonly string[]): Promise<void> {
  const types = { workspace: 'string', model: 'string', dataset: 'string', out: 'string' } as const
  const parsed = parseArguments(args, types, [0, 0])
  const workspace = required(parsed, 'workspace')
  const runId = required(parsed, 'model')
  const dataset = required(parsed, 'dataset')
  const out = outFile(parsed)
  const report = await withWorkspace(workspace, async (engine) => {
    const { pool, path } = engine.session()
    const handle = pool.assign({ workspace: path, runId, dataset })
    interrupted.signal.addEventListener('abort', () => handle.cancel(), { once: true })
    return handle.promise
  })
  await writeDocument({ runId, dataset, ...report }, out)
}
