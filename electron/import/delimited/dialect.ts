/** How a delimited text is written. */
export interface Dialect {
  delimiter: string
  /** Null: quotes have no meaning. */
  quote: string | null
  /** What makes a quote inside quotes literal: the quote itself (doubled), or another character before it. */
  escape: string | null
  /** Lines that begin with it are not data. */
  comment: string | null
  /** `lf` reads LF and CR LF alike; `cr` is for files that only have CR. */
  newline: 'lf' | 'cr'
  /** A mark that always stands doubled: it was the quotation mark before that was changed, and means itself once. */
  doubled?: string
  /** Where columns begin in each line, when they are aligned with blanks and cells may hold single ones. */
  places?: readonly number[]
}

export const plainDialect: Dialect = { delimiter: ',', quote: '"', escape: '"', comment: null, newline: 'lf' }

/** Whether the byte parser reads this dialect: one-byte delimiter and quote, quotes escaped by doubling. */
export function isPlain(dialect: Dialect): boolean {
  const { delimiter, quote } = dialect
  if (dialect.doubled !== undefined || dialect.places !== undefined) return false
  const oneByte = (text: string) => text.length === 1 && text.charCodeAt(0) < 128
  return oneByte(delimiter) && (quote === null || (oneByte(quote) && dialect.escape === quote))
}
