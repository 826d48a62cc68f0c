import { syntaxFailure } from './formula-failure'

export interface Token {
  kind: 'number' | 'text' | 'name' | 'column' | 'symbol'
  /** The value of a text or column without its quotes; what stands there for all others. */
  words: string
  at: number
}

const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const name = /[\p{L}_][\p{L}\p{N}_.]*/uy
const symbol = /<=|>=|<>|!=|[-+*/^&=<>%(),]/y
const blank = /\s+/y
/** What a Chinese keyboard writes for the same signs. */
const fullWidth: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '＝': '=',
  '＋': '+',
  '－': '-',
  '＊': '*',
  '／': '/',
  '＜': '<',
  '＞': '>',
  '＆': '&',
  '％': '%',
  '×': '*',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
}
const closingOf: Readonly<Record<string, string>> = { '"': '"', '“': '”', '[': ']', '［': '］' }

/** Takes a formula's text apart. Signs of a Chinese keyboard count as the plain ones. @throws formulaSyntax */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0] ?? null
  }
  while (at < source.length) {
    const space = take(blank)
    if (space !== null) {
      at += space.length
      continue
    }
    const token = quoted(source, at) ?? plain(source, at, take)
    tokens.push(token.token)
    at = token.end
  }
  return tokens
}

interface Taken {
  token: Token
  end: number
}

/** A text in quotes or a column in brackets; the closing sign is written twice where it belongs to the words. */
function quoted(source: string, at: number): Taken | null {
  const opening = source[at] as string
  const closing = closingOf[opening]
  if (closing === undefined) return null
  const kind = opening === '"' || opening === '“' ? 'text' : 'column'
  let words = ''
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] !== closing) {
      words += source[i]
    } else if (source[i + 1] === closing) {
      words += closing
      i++
    } else {
      return { token: { kind, words, at }, end: i + 1 }
    }
  }
  throw syntaxFailure(kind === 'text' ? 'closingQuote' : 'closingBracket', null, source.length)
}

function plain(source: string, at: number, take: (pattern: RegExp) => string | null): Taken {
  const kinds = [
    ['number', number],
    ['name', name],
    ['symbol', symbol],
  ] as const
  for (const [kind, pattern] of kinds) {
    const words = take(pattern)
    if (words !== null) return { token: { kind, words: words === '!=' ? '<>' : words, at }, end: at + words.length }
  }
  const sign = String.fromCodePoint(source.codePointAt(at) as number)
  const same = fullWidth[sign]
  if (same === undefined) throw syntaxFailure('value', sign, at)
  return { token: { kind: 'symbol', words: same, at }, end: at + sign.length }
}
