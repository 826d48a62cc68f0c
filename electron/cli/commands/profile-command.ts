import type { Text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import { language, outFile, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

/** `profile --workspace W --dataset NAME`: what a dataset holds, what is wrong with it, and the steps that deal with that. */
export async function profileCommand(args: readonly string[]): Promise<void> {
  const options = { workspace: 'string', dataset: 'string', language: 'string', out: 'string' } as const
  const parsed = parseArguments(args, options, [0, 0])
  const dataset = required(parsed, 'dataset')
  const out = outFile(parsed)
  const say = (words: Text) => translate(words, language(parsed))
  const known = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const { database, reader } = engine.session()
    const { name } = await database.request('dataset/get', { dataset })
    return { name, ...(await reader.findings({ dataset })) }
  })
  const findings = known.findings.map(({ words, remedy, ...facts }) => ({
    ...facts,
    words: say(words),
    remedy: remedy && { ...remedy, words: say(remedy.words) },
  }))
  await writeDocument({ dataset: known.name, ...known.report, findings }, out)
}
