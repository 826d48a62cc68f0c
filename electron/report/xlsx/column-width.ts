const widest = 48
const narrowest = 9

/** How many columns of a terminal a text takes: Chinese, Japanese and Korean characters take two. */
export function textWidth(words: string): number {
  let width = 0
  for (const character of words)
    width += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(
      character,
    )
      ? 2
      : 1
  return width
}

/** Width of a spreadsheet column that shows these words, within reason. */
export function columnWidth(words: Iterable<string>): number {
  let width = narrowest
  for (const each of words) width = Math.max(width, textWidth(each) + 2)
  return Math.min(width, widest)
}
