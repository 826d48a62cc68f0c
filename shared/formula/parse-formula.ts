import { type Formula, type Operator, operators, precedence } from './formula'
import { formulaFailure, syntaxFailure } from './formula-failure'
import { type Token, tokenize } from './tokenize'

const longest = 10_000
/** Parentheses, signs and calls inside each other. */
const deepest = 100

/**
 * Reads a formula. A leading `=` is allowed, as in Excel.
 *
 *     formula    = comparison
 *     comparison = joined  { ("=" | "<>" | "<" | "<=" | ">" | ">=") joined }
 *     joined     = sum     { "&" sum }
 *     sum        = product { ("+" | "-") product }
 *     product    = power   { ("*" | "/") power }
 *     power      = signed  { "^" signed }
 *     signed     = ("-" | "+") signed | percent
 *     percent    = primary { "%" }
 *     primary    = number | text | "TRUE" | "FALSE" | call | column | "(" formula ")"
 *     call       = name "(" [ formula { "," formula } ] ")"
 *     text       = '"' … '"'             with "" for a quote inside
 *     column     = name | "[" … "]"      with ]] for a bracket inside
 *     name       = letter or _, then letters, digits, _ and .
 *
 * All operators group from the left, and a sign binds tighter than a power (−2^2 is 4), as in Excel.
 * @throws formulaSyntax with the position and what was expected, formulaTooLong, formulaTooDeep
 */
export function parseFormula(source: string): Formula {
  if (source.length > longest) throw formulaFailure('formulaTooLong', longest, { limit: longest })
  const tokens = tokenize(source)
  if (tokens[0]?.words === '=' && tokens[0].kind === 'symbol') tokens.shift()
  const reader = new TokenReader(tokens, source.length)
  const formula = parseBinary(reader, 1)
  const rest = reader.peek()
  if (rest) throw syntaxFailure('operator', rest.words, rest.at)
  return formula
}

class TokenReader {
  depth = 0
  #next = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly length: number,
  ) {}

  peek(): Token | undefined {
    return this.tokens[this.#next]
  }

  take(): Token | undefined {
    return this.tokens[this.#next++]
  }

  isSymbol(words: string): boolean {
    const token = this.peek()
    return token?.kind === 'symbol' && token.words === words
  }

  expect(words: string, expected: string): void {
    if (!this.isSymbol(words)) throw this.unexpected(expected)
    this.#next++
  }

  unexpected(expected: string) {
    const token = this.peek()
    return syntaxFailure(expected, token?.words ?? null, token?.at ?? this.length)
  }

  /** Runs one level deeper. */
  within<T>(action: () => T): T {
    this.depth++
    if (this.depth > deepest) throw formulaFailure('formulaTooDeep', this.peek()?.at ?? this.length, { limit: deepest })
    const result = action()
    this.depth--
    return result
  }
}

function parseBinary(reader: TokenReader, level: number): Formula {
  if (level > 5) return parseSigned(reader)
  let left = parseBinary(reader, level + 1)
  for (;;) {
    const operator = operatorAt(reader, level)
    if (!operator) return left
    reader.take()
    const right = parseBinary(reader, level + 1)
    left = { kind: 'binary', operator, left, right, at: left.at }
  }
}

function operatorAt(reader: TokenReader, level: number): Operator | null {
  const token = reader.peek()
  if (token?.kind !== 'symbol') return null
  const operator = operators.find((known) => known === token.words)
  return operator && precedence(operator) === level ? operator : null
}

function parseSigned(reader: TokenReader): Formula {
  const token = reader.peek()
  if (token?.kind === 'symbol' && (token.words === '-' || token.words === '+')) {
    reader.take()
    const operand = reader.within(() => parseSigned(reader))
    return { kind: 'sign', operator: token.words, operand, at: token.at }
  }
  let formula = parsePrimary(reader)
  while (reader.isSymbol('%')) {
    reader.take()
    formula = { kind: 'percent', operand: formula, at: formula.at }
  }
  return formula
}

function parsePrimary(reader: TokenReader): Formula {
  const token = reader.peek()
  if (!token) throw reader.unexpected('value')
  const { kind, words, at } = token
  if (kind === 'symbol') return parseGroup(reader)
  reader.take()
  if (kind === 'number') return { kind, value: numberOf(words, at), at }
  if (kind === 'text') return { kind, value: words, at }
  if (kind === 'column') return { kind, name: words, at }
  if (reader.isSymbol('(')) return parseCall(reader, token)
  const upper = words.toUpperCase()
  if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'boolean', value: upper === 'TRUE', at }
  return { kind: 'column', name: words, at }
}

function numberOf(words: string, at: number): number {
  const value = Number(words)
  if (!Number.isFinite(value)) throw syntaxFailure('smallerNumber', words, at)
  return value
}

function parseGroup(reader: TokenReader): Formula {
  reader.expect('(', 'value')
  const inner = reader.within(() => parseBinary(reader, 1))
  reader.expect(')', 'closingParenthesis')
  return inner
}

function parseCall(reader: TokenReader, { words, at }: Token): Formula {
  reader.take()
  const args: Formula[] = []
  while (!reader.isSymbol(')')) {
    if (args.length > 0) reader.expect(',', 'commaOrParenthesis')
    args.push(reader.within(() => parseBinary(reader, 1)))
  }
  reader.take()
  return { kind: 'call', name: words.toUpperCase(), args, at }
}
