import { text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import { describeMethod } from '@shared/methods/describe-method'
import { methodOf, methods } from '@shared/methods/registry'
import { optional, parseArguments } from '../options'
import { writeDocument } from '../output'

/** `methods [ID]`: all of them, or one with the JSON Schema of its parameters. */
export async function methodsCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { out: 'string' }, [0, 1])
  const [id] = parsed.positionals
  await writeDocument(id === undefined ? { methods: list() } : describe(id), optional(parsed, 'out'))
}

function list() {
  return [...methods.keys()].map((id) => ({ ...words(id), inputs: describeMethod(methodOf(id)).inputs }))
}

function describe(id: string) {
  return { ...words(id), ...describeMethod(methodOf(id)) }
}

function words(id: string) {
  const { family } = methodOf(id)
  const say = (what: string) => translate(text(`methods.${id}.${what}`), 'en')
  return { id, family, name: say('name'), summary: say('summary') }
}
