import { duplicateQuestionSchema } from '@shared/contract/duplicate-channels'
import { duplicateGroups, startDuplicates } from '../../engine/find-duplicates'
import { CommandLineError } from '../command-line-error'
import { json, number, outFile, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

const types = {
  workspace: 'string',
  dataset: 'string',
  columns: 'string',
  fuzzy: 'boolean',
  threshold: 'string',
  out: 'string',
} as const
const PAGE = 1000

/** `duplicates --workspace W --dataset NAME [--columns JSON] [--fuzzy] [--threshold 0.85]`: groups of rows that say the same. */
export async function duplicatesCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, types, [0, 0])
  const workspace = required(parsed, 'workspace')
  const threshold = number(parsed, 'threshold')
  const question = duplicateQuestionSchema.safeParse({
    dataset: required(parsed, 'dataset'),
    columns: json(parsed, 'columns') ?? [],
    fuzzy: parsed.values['fuzzy'] === true,
    ...(threshold === undefined ? {} : { threshold }),
  })
  if (!question.success) throw new CommandLineError(questionProblem(question.error.issues[0]?.path[0]))
  const out = outFile(parsed)
  const answer = await withWorkspace(workspace, async (engine) => {
    const { jobId, done } = await startDuplicates(engine, question.data)
    await done
    const session = engine.session()
    const groups: object[] = []
    for (;;) {
      const page = await duplicateGroups(session, { jobId, start: groups.length, count: PAGE })
      groups.push(...(page?.groups ?? []))
      if (!page || groups.length >= page.nGroups) return { ...question.data, ...page, groups }
    }
  })
  await writeDocument(answer, out)
}

function questionProblem(option: unknown): string {
  if (option === 'threshold') return 'The option --threshold must be a number from 0.5 to 1.'
  return 'The option --columns must be a JSON list of names.'
}
