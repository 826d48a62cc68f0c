/** Stands where a value meets the words of a message; of no language, and taken out again. */
const seam = '\uE000'
const outerLetter = /^[A-Za-z0-9]|[A-Za-z0-9]$/
const between = /(?<=\p{Script=Han})\uE000(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])\uE000(?=\p{Script=Han})/gu

/** Marks where a value begins and ends, if it is a name in Latin letters. */
export function withSeams(value: string): string {
  return /[A-Za-z]/.test(value) && outerLetter.test(value) ? `${seam}${value}${seam}` : value
}

/** Marks where the names and numbers of a list begin and end. */
export function listSeams(words: readonly string[]): string[] {
  return words.map((word) => (/^[A-Za-z0-9](?:.*[A-Za-z0-9])?$/s.test(word) ? `${seam}${word}${seam}` : word))
}

/** A space between a Latin name and the Chinese words around it: “amount 合计”, as “销售额合计” has none. */
export function spaced(said: string): string {
  return said.includes(seam) ? said.replace(between, ' ').replaceAll(seam, '') : said
}
