import { jsonText } from '../json-text'
import { optional, parseArguments, required } from '../options'
import { writeText } from '../output'
import { interrupted, withWorkspace } from '../with-workspace'

/** `query --workspace W "SELECT …"`: datasets are views of their names, plus `_row`. */
export async function queryCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { workspace: 'string', out: 'string' }, [1, 1])
  const [sql = ''] = parsed.positionals
  await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const { queries, path } = engine.session()
    const answer = queries.query(path, sql, { signal: interrupted.signal })
    // Nothing is written before the first rows are there: a refused question leaves stdout empty.
    const pieces = documentOf(answer)
    const first = await pieces.next()
    await writeText(resumed(first.value ?? '', pieces), optional(parsed, 'out'))
  })
}

type Answer = AsyncGenerator<{ columns: string[] } | { rows: unknown[][] }, void>

async function* documentOf(answer: Answer): AsyncGenerator<string> {
  let head = ''
  let separator = ''
  for await (const part of answer) {
    if ('columns' in part) {
      head = `{"columns":${JSON.stringify(part.columns)},"rows":[`
      continue
    }
    for (const piece of rowsText(part.rows)) {
      yield `${head}${separator}${piece}`
      head = ''
      separator = ''
    }
    if (part.rows.length > 0) separator = ','
  }
  yield `${head}]}`
}

/** The rows without the brackets around them, so that the next batch can follow. */
function* rowsText(rows: readonly unknown[][]): Generator<string> {
  if (rows.length === 0) return
  const whole = [...jsonText(rows)].join('')
  yield whole.slice(1, -1)
}

async function* resumed(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}
