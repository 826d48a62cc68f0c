/** Words that mean "no value" unless somebody says otherwise. An empty cell always does. */
export const defaultMissingTokens: readonly string[] = [
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  '#N/A N/A',
  '#NA',
  'NaN',
  'nan',
  'NULL',
  'null',
  'Null',
  '\\N',
  '-',
  '--',
  '—',
  '——',
  '无',
  '無',
  '缺失',
  '暂无',
  '(null)',
  '(blank)',
  '(空白)',
  '#VALUE!',
  '#REF!',
  '#DIV/0!',
  '#NUM!',
  '#NAME?',
  '#NULL!',
]

/** Recognises missing tokens among bytes; cells are compared without the blanks around them. */
export class MissingTokens {
  /** The tokens, to make another like it. */
  readonly words: readonly string[]
  readonly #words: ReadonlySet<string>
  readonly #longest: number
  /** First bytes a token can have: nearly every cell is told apart by this table alone. */
  readonly #first = new Uint8Array(256)

  constructor(words: readonly string[]) {
    const trimmed = words.map((word) => word.trim()).filter((word) => word !== '')
    this.words = trimmed
    this.#words = new Set(trimmed)
    this.#longest = Math.max(0, ...trimmed.map((word) => Buffer.byteLength(word)))
    for (const word of trimmed) this.#first[Buffer.from(word)[0] as number] = 1
  }

  /** Whether these bytes, blanks around them left out, are empty or a token. */
  matches(bytes: Uint8Array, start: number, end: number): boolean {
    let from = start
    let to = end
    while (from < to && (bytes[from] as number) <= 32) from += 1
    while (to > from && (bytes[to - 1] as number) <= 32) to -= 1
    if (from === to) return true
    if (this.#first[bytes[from] as number] === 0 || to - from > this.#longest) return false
    return this.#words.has(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8'))
  }

  has(text: string): boolean {
    const said = text.trim()
    return said === '' || this.#words.has(said)
  }
}
