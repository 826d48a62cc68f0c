import { outFile, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

/** `datasets --workspace W` */
export async function datasetsCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { workspace: 'string', out: 'string' }, [0, 0])
  const out = outFile(parsed)
  const datasets = await withWorkspace(required(parsed, 'workspace'), (engine) =>
    engine.session().database.request('dataset/list', null),
  )
  await writeDocument({ datasets }, out)
}
