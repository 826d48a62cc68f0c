const longest = 31

/** Cuts by UTF-16 units without leaving half a character. */
function cut(words: string, length: number): string {
  return words.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}

/**
 * Names that a workbook accepts: at most 31 characters, none of `[ ] : * ? / \`, no apostrophe at either end, and no two
 * the same in upper or lower case.
 * @param wished names in order
 * @returns as many names in the same order
 */
export function sheetNames(wished: readonly string[]): string[] {
  const taken = new Set<string>(['history'])
  return wished.map((wish) => {
    const clean =
      wish
        .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^['\s]+|['\s]+$/g, '') || 'Sheet'
    let name = cut(clean, longest)
    for (let number = 2; taken.has(name.toLowerCase()); number++) {
      const suffix = ` ${number}`
      name = cut(clean, longest - suffix.length) + suffix
    }
    taken.add(name.toLowerCase())
    return name
  })
}
