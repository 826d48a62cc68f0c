const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Writes a character that XML cannot hold the way spreadsheets do: `_x0008_`. */
function codeOf(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

/**
 * Writes any text so that a spreadsheet reads the very same text back: markup escaped, control characters and lone
 * surrogates as `_xHHHH_`, and words that look like such a code protected.
 */
export function escapeXml(words: string): string {
  return words
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (character) => (/[\t\n]/.test(character) ? character : codeOf(character)))
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
