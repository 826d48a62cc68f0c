import type { Text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import type { Remedy } from '@shared/quality/quality-report'
import { wholeQuality } from '../../engine/find-quality'
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
    const { name } = await engine.session().database.request('dataset/get', { dataset })
    return { name, ...(await wholeQuality(engine, dataset)) }
  })
  const spoken = (remedy: Remedy) => ({ ...remedy, words: say(remedy.words) })
  const findings = known.findings.map(({ words, why, remedies, ...facts }) => ({
    ...facts,
    ignored: known.ignored.includes(facts.id),
    words: say(words),
    why: say(why),
    remedy: remedies[0] ? spoken(remedies[0]) : null,
    remedies: remedies.map(spoken),
  }))
  await writeDocument({ dataset: known.name, ...known.report, findings }, out)
}
