import { tokens } from './sql-scan'

/** Words that end the conditions of a question. */
const ends = new Set(['GROUP', 'ORDER', 'LIMIT', 'HAVING', 'WINDOW', 'UNION', 'INTERSECT', 'EXCEPT'])

/**
 * A question without its conditions, those of subqueries left alone.
 * @returns the question and what was taken out of it, `WHERE …`; null when it has none, or is more than one SELECT
 */
export function withoutConditions(sql: string): { sql: string; conditions: string } | null {
  let depth = 0
  let start: number | null = null
  let end: number | null = null
  for (const { kind, text, at } of tokens(sql)) {
    if (kind === 'unterminated') return null
    if (kind === 'open') depth++
    if (kind === 'close') depth--
    if (depth !== 0) continue
    const word = kind === 'word' ? text.toUpperCase() : ''
    if (word === 'UNION' || word === 'INTERSECT' || word === 'EXCEPT') return null
    if (word === 'WHERE' && start === null) start = at
    else if (start !== null && end === null && (ends.has(word) || kind === 'semicolon')) end = at
  }
  if (start === null) return null
  const rest = end === null ? '' : sql.slice(end).replace(/;\s*$/, '')
  return { sql: `${sql.slice(0, start)}\n${rest}`, conditions: sql.slice(start, end ?? sql.length).trim() }
}
