import { failure } from '@shared/contract/app-error'

/** Longest SQL text taken from a person. */
const longestSql = 100_000

const questionWords = ['SELECT', 'WITH', 'VALUES']

export type Token = {
  kind: 'word' | 'open' | 'close' | 'semicolon' | 'other' | 'unterminated'
  text: string
  at: number
}

const opaque: readonly [string, string][] = [
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
  ['[', ']'],
]

/** Splits SQL into what matters for telling where an expression ends; strings, quoted names and comments are opaque. */
export function* tokens(sql: string): Generator<Token> {
  let at = 0
  while (at < sql.length) {
    const rest = sql.slice(at, at + 2)
    const end = rest === '--' ? lineEnd(sql, at) : rest === '/*' ? after(sql, '*/', at + 2) : quotedEnd(sql, at)
    if (end !== null) {
      if (end > sql.length) yield { kind: 'unterminated', text: sql.slice(at), at }
      at = end
      continue
    }
    const word = /^[\p{L}_][\p{L}\p{N}_$]*/u.exec(sql.slice(at, at + 200))?.[0]
    const text = word ?? (sql[at] as string)
    yield { kind: word ? 'word' : kindOf(text), text, at }
    at += text.length
  }
}

function kindOf(text: string): Token['kind'] {
  if (text === '(') return 'open'
  if (text === ')') return 'close'
  return text === ';' ? 'semicolon' : 'other'
}

function lineEnd(sql: string, at: number): number {
  const end = sql.indexOf('\n', at)
  return end < 0 ? sql.length : end + 1
}

function after(sql: string, mark: string, from: number): number {
  const end = sql.indexOf(mark, from)
  return end < 0 ? sql.length + 1 : end + mark.length
}

/** A doubled quote inside quotes reads as two quoted parts side by side, which ends at the same place. */
function quotedEnd(sql: string, at: number): number | null {
  const pair = opaque.find(([open]) => open === sql[at])
  return pair ? after(sql, pair[1], at + 1) : null
}

/**
 * Checks that a text is one expression, so that it stays inside the parentheses it is put into. Subqueries that read are
 * allowed; the connection it runs on cannot write.
 * @throws whereInvalid
 */
export function checkExpression(sql: string): void {
  const refuse = (detail: string) => failure('whereInvalid', { where: shortened(sql), detail })
  if (sql.trim() === '') throw refuse('empty')
  if (sql.length > longestSql || sql.includes('\0')) throw refuse(`${sql.length} characters`)
  // A statement in the parentheses it is put into would be read as one value for all rows.
  if (questionWords.includes(firstWord(sql))) throw refuse(`${firstWord(sql)} at the beginning`)
  let depth = 0
  for (const token of tokens(sql)) {
    if (token.kind === 'unterminated') throw refuse(`unterminated ${token.text.slice(0, 20)}`)
    if (token.kind === 'semicolon') throw refuse('";"')
    if (token.kind === 'open') depth++
    if (token.kind === 'close') depth--
    if (depth < 0) throw refuse('unbalanced ")"')
  }
  if (depth > 0) throw refuse('unbalanced "("')
}

/**
 * Checks that a text is a question: one statement that begins with SELECT, WITH, VALUES or EXPLAIN.
 * @throws queryRefused
 */
export function checkQuery(sql: string): void {
  if (sql.length > longestSql || sql.includes('\0')) throw failure('queryRefused', { query: shortened(sql) })
  if (![...questionWords, 'EXPLAIN'].includes(firstWord(sql))) {
    throw failure('queryRefused', { query: shortened(sql) })
  }
}

function firstWord(sql: string): string {
  for (const token of tokens(sql)) if (token.text.trim() !== '') return token.text.toUpperCase()
  return ''
}

function shortened(sql: string): string {
  const trimmed = sql.trim()
  return trimmed.length > 200 ? `${trimmed.slice(0, 199)}…` : trimmed
}
