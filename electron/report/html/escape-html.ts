const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Writes words so that they stay words, between tags and inside quoted attributes alike. */
export function escapeHtml(words: string): string {
  return words.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Markup that may be put into a page as it is. Only `html` makes it, and it escapes whatever is put in. */
export class Markup {
  constructor(readonly source: string) {}
}
type Part = Markup | string | number | null | undefined | false | readonly Part[]

function sourceOf(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Markup) return part.source
  return Array.isArray(part) ? part.map(sourceOf).join('') : escapeHtml(String(part))
}

/**
 * Markup with values in it: strings and numbers are escaped, markup and lists of it are kept, nothing is nothing.
 * @example html`<td>${name}</td>`
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((words, index) => words + sourceOf(parts[index])).join(''))
}

/** JSON that can stand inside a script element: nothing in it can end the element or begin a comment. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
