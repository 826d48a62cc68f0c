import { literal, type Text, text } from '@shared/contract/text'

/** What SQLite says most often, by how its message begins; `name` is what it stumbled over. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^no such table: (?<name>.+)$/s, 'noTable'],
  [/^no such column: (?<name>.+?)(?: - should this be .*)?$/s, 'noColumn'],
  [/^no such function: (?<name>.+)$/s, 'noFunction'],
  [/^ambiguous column name: (?<name>.+)$/s, 'ambiguous'],
  [/^near "(?<name>.+)": syntax error$/s, 'syntax'],
  [/^unrecognized token: "(?<name>.+)"$/s, 'token'],
  [/^incomplete input$/, 'incomplete'],
  [/^wrong number of arguments to function (?<name>\w+)/, 'arguments'],
  [/^misuse of (?:aggregate|window) function (?<name>\w+)|^misuse of aggregate: (?<other>\w+)/, 'misuse'],
]

/** A message of SQLite in the reader's language; one that is not known stays as it is. */
export function sqliteWords(message: string): Text {
  for (const [pattern, key] of known) {
    const groups = pattern.exec(message)
    if (groups) return text(`errors.sqlite.${key}`, { name: groups.groups?.['name'] ?? groups.groups?.['other'] ?? '' })
  }
  return literal(message)
}
