import type { Scratch } from './scratch'
import { fromText, type SqlSource, whereText } from './sql-source'

/** How many rows of a source fulfil conditions. */
export type Count = (conditions: readonly string[]) => number

/** Terms of one statement at most. */
const mostTerms = 500

/**
 * Counts rows of a source for everything that `ask` asks for, in one pass.
 * @param ask is called twice: first to learn what has to be counted
 */
export function counted<T>(scratch: Scratch, source: SqlSource, ask: (count: Count) => T): T {
  const counts = new Map<string, number>()
  const count: Count = (conditions) => {
    if (conditions.length === 0) return source.size
    const sql = conditions.map((condition) => `(${condition})`).join(' AND ')
    const known = counts.get(sql)
    if (known === undefined) counts.set(sql, 0)
    return known ?? 0
  }
  const first = ask(count)
  if (counts.size === 0) return first
  const asked = [...counts.keys()]
  for (let start = 0; start < asked.length; start += mostTerms) {
    const some = asked.slice(start, start + mostTerms)
    scratch.expect(source.size)
    const terms = some.map((sql) => `count(*) FILTER (WHERE ${sql})`).join(', ')
    const statement = `SELECT ${terms} FROM ${fromText(source)} WHERE ${whereText(source, [])}`
    const found = scratch.database.prepare(statement).raw().get() as number[]
    for (const [i, sql] of some.entries()) counts.set(sql, found[i] as number)
  }
  return ask(count)
}
