/**
 * Where SQLite's message points in a question: it names what it stumbled over, not the place.
 * @param refusal the message that a beginning of the question is refused with; null when it is not
 * @returns 0-based; null when the message names nothing that is written there
 * Cost: one preparation per occurrence of the word.
 */
export function sqlPosition(
  sql: string,
  message: string,
  refusal: (beginning: string) => string | null,
): number | null {
  if (message === 'incomplete input') return sql.trimEnd().length
  const near = /^near "(.+)": syntax error$/s.exec(message)?.[1]
  if (near !== undefined) return stumble(sql, near, message, refusal)
  const token = /^unrecognized token: "(.+)"$/s.exec(message)?.[1]
  if (token !== undefined) return found(sql.indexOf(token))
  const named =
    /^(?:no such (?:column|table|function)|ambiguous column name): (.+)$/s.exec(message)?.[1] ??
    /^(?:wrong number of arguments to function|misuse of \w+ function|misuse of aggregate:?) (\w+)/.exec(message)?.[1]
  return named === undefined ? null : nameIn(sql, named)
}

/** A parser reads from the left: the first occurrence up to which the question is refused with the same words is the place. */
function stumble(sql: string, word: string, message: string, refusal: (beginning: string) => string | null) {
  const places: number[] = []
  for (let at = sql.indexOf(word); at >= 0; at = sql.indexOf(word, at + 1)) places.push(at)
  const place = places.slice(0, 200).find((at) => refusal(sql.slice(0, at + word.length)) === message)
  return place ?? places[0] ?? null
}

/** SQLite writes `table.column`, and for a name in double quotes a question behind it. */
function nameIn(sql: string, named: string): number | null {
  const bare = named.replace(/ - should this be .*$/s, '').replace(/^"(.*)"$/s, '$1')
  const whole = place(sql, bare)
  return whole ?? place(sql, bare.slice(bare.lastIndexOf('.') + 1))
}

function place(sql: string, name: string): number | null {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  // Words in single quotes and comments are left aside, at the same length.
  const plain = sql.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (part) => ' '.repeat(part.length))
  const match = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'iu').exec(plain)
  return match ? match.index : null
}

const found = (at: number) => (at < 0 ? null : at)

/** The line and the column of a place, both from 1. */
export function lineAndColumn(sql: string, at: number): { line: number; column: number } {
  const before = sql.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
