import type { QueryPart } from '../../database/query-client'
import { outFile, parseArguments, required } from '../options'
import { writeText } from '../output'
import { interrupted, withWorkspace } from '../with-workspace'

/** `query --workspace W "SELECT …"`: datasets are views of their names, plus `_row`. */
export async function queryCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { workspace: 'string', out: 'string' }, [1, 1])
  const [sql = ''] = parsed.positionals
  const out = outFile(parsed)
  await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const { queries, path } = engine.session()
    const answer = queries.query(path, sql, { signal: interrupted.signal })
    // Nothing is written before the first rows are there: a refused question leaves stdout empty.
    const pieces = documentOf(answer)
    const first = await pieces.next()
    await writeText(resumed(first.value ?? '', pieces), out)
  })
}

async function* documentOf(answer: AsyncGenerator<QueryPart, void>): AsyncGenerator<string> {
  let before = ''
  for await (const part of answer) {
    if ('columns' in part) before = `{"columns":${JSON.stringify(part.columns)},"rows":[`
    else if (part.rows !== '') {
      yield before + part.rows
      before = ','
    }
  }
  yield before === ',' ? ']}' : `${before}]}`
}

async function* resumed(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}
