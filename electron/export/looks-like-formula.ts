/**
 * Words that a spreadsheet could take for a formula: they begin with `=`, `+`, `-` or `@`, also in the full width of Chinese
 * keyboards and behind blanks that programs drop, or with a tab or a line end.
 */
const formula = /^(?:[\t\r\n]|[\s\uFEFF\u200B-\u200D\u2060]*[=+\-@＝＋－＠])/

export function looksLikeFormula(words: string): boolean {
  return formula.test(words)
}
