import { failure } from '@shared/contract/app-error'
import { verifyWorkspace } from '../../engine/verify-workspace'
import { outFile, parseArguments, required } from '../options'
import { log, writeDocument } from '../output'
import { interrupted, withWorkspace } from '../with-workspace'

/** `verify --workspace W [--quick]` */
export async function verifyCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { workspace: 'string', quick: 'boolean', out: 'string' }, [0, 0])
  const workspace = required(parsed, 'workspace')
  const out = outFile(parsed)
  const quick = parsed.values['quick'] === true
  const report = await withWorkspace(workspace, (engine) =>
    verifyWorkspace(engine.session(), { quick, signal: interrupted.signal, onRun: log }),
  )
  await writeDocument(report, out)
  if (!report.ok) throw failure('verifyFailed', { problems: report.problems.length, path: workspace })
}
