import { failure } from '@shared/contract/app-error'
import { rejectFixSchema } from '@shared/contract/reject-channels'
import type { Text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import { z } from 'zod'
import type { Engine } from '../../engine/engine'
import { handlers } from '../../engine/handlers'
import { json, outFile, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

const PAGE = 1000

/** `rejects --workspace W --dataset NAME [--fix JSON]`: with `--fix`, rows that fit afterwards are imported first. */
export async function rejectsCommand(args: readonly string[]): Promise<void> {
  const types = { workspace: 'string', dataset: 'string', fix: 'string', out: 'string' } as const
  const parsed = parseArguments(args, types, [0, 0])
  const dataset = required(parsed, 'dataset')
  const out = outFile(parsed)
  const fixes = json(parsed, 'fix')
  const answer = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const fixed = fixes === undefined ? {} : await fix(engine, dataset, fixes)
    return { dataset, ...fixed, ...(await allRejects(engine, dataset)) }
  })
  await writeDocument(answer, out)
}

async function fix(engine: Engine, dataset: string, given: unknown): Promise<{ rowsRepaired: number }> {
  const checked = z.array(rejectFixSchema).min(1).safeParse(given)
  if (!checked.success) throw failure('rejectFixInvalid', { detail: checked.error.issues[0]?.path.join('.') ?? '' })
  const { imported } = await handlers['rejects/fix'](engine, { dataset, fixes: checked.data })
  return { rowsRepaired: imported }
}

async function allRejects(engine: Engine, dataset: string) {
  const { database } = engine.session()
  const words = (said: Text | null) => (said === null ? null : translate(said, 'en'))
  const rejects: object[] = []
  for (;;) {
    const page = await database.request('rejects/list', { dataset, start: rejects.length, count: PAGE })
    for (const reject of page.rejects)
      rejects.push({ ...reject, expected: words(reject.expected), reason: words(reject.reason) })
    if (page.rejects.length < PAGE) return { total: page.total, rejects }
  }
}
