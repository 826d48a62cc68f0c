import { literal, quantity, text } from '../contract/text'
import { cells, findingOf, isName, newColumn, remedyOf, rewriteColumn } from './finding-of'
import type { ColumnQuality, Finding } from './quality-report'
import { exampleOf, respellingSteps, rowsOfVariants, settleSpellings } from './settle-spellings'
import { columnInFormula } from './suspicious-dates'
import { unitFormula } from './unit-formula'

/** From this share on a column of texts is one of numbers, dates or quantities that some cells keep from being one. */
const mostly = 0.8
/** From this share on numbers among words are no accident. */
const partly = 0.1
/** Units of so few cells are slips of the pen. */
const unitsShown = 5

/** What is odd about the texts of a column. */
export function textFindings(column: ColumnQuality): Finding[] {
  const kinds = wrongType(column)
  return [...kinds, ...blanks(column), ...variants(column), ...padded(column)]
}

/** Numbers, dates or quantities in a column of texts. Codes and names are left alone. */
function wrongType(column: ColumnQuality): Finding[] {
  const { name, role, type, written } = column
  const n = column.n - column.blank
  if (!written || written.isCode || isName(role) || type === 'id') return []
  const withUnits = written.units.reduce((sum, { cells: count }) => sum + count, 0)
  if (withUnits > 0 && written.numbers + withUnits >= mostly * n) return [units(column, written)]
  if (written.numbers >= mostly * n) return [readable(column, 'numbersAsText', written.numbers, 'real')]
  if (written.dates >= mostly * n) return [readable(column, 'datesAsText', written.dates, 'date')]
  const numbers = written.numbers + withUnits
  if (numbers < partly * n || numbers > (1 - partly) * n || type === 'text') return []
  const step = rewriteColumn(`${name} #`, `VALUE(${columnInFormula(name)})`)
  const said = {
    numbers: quantity(numbers / n, 'percent'),
    examples: examplesOf(written.others),
    other: literal(`${name} #`),
  }
  const remedies = [remedyOf('numbersApart', said, newColumn, step)]
  return [
    findingOf({
      kind: 'mixed',
      severity: 'medium',
      columns: [name],
      rows: Math.min(numbers, n - numbers),
      said,
      remedies,
    }),
  ]
}

type Written = NonNullable<ColumnQuality['written']>

function readable(
  { name, n: all, blank, written }: ColumnQuality,
  kind: 'numbersAsText' | 'datesAsText',
  read: number,
  to: string,
) {
  const n = all - blank
  const lost = n - read
  const said = {
    share: quantity(read / n, 'percent'),
    lost: quantity(lost, 'count'),
    examples: examplesOf(written?.others ?? []),
  }
  const step = { kind: 'retype-columns', params: { columns: [name], to } }
  const remedies = [remedyOf(kind, { lost: quantity(lost, 'count') }, cells(n), step)]
  return findingOf({
    kind,
    severity: 'high',
    columns: [name],
    rows: n,
    said: { ...said, hasOthers: lost > 0 ? 'yes' : 'no' },
    remedies,
  })
}

function units({ name, n }: ColumnQuality, { units: found, numbers }: Written): Finding {
  const formula = unitFormula(name, found)
  const main = found[0]?.unit ?? ''
  const shown = found
    .slice(0, unitsShown)
    .map(({ unit, cells: count }) =>
      text('quality.unitCells', { unit: literal(unit), cells: quantity(count, 'count') }),
    )
  const bare = numbers > 0 ? [text('quality.noUnit', { cells: quantity(numbers, 'count') })] : []
  const said = { units: [...shown, ...bare], count: found.length }
  const remedies =
    formula === null ? [] : [remedyOf('oneUnit', { unit: literal(main) }, cells(n), rewriteColumn(name, formula))]
  const severity = found.length > 1 ? 'high' : 'medium'
  return findingOf({ kind: 'units', severity, columns: [name], rows: n, said, remedies })
}

function variants(column: ColumnQuality): Finding[] {
  if (column.variants.length === 0) return []
  const rows = rowsOfVariants(column.variants)
  const said = { words: column.variants.length, example: exampleOf(column.variants) }
  const steps = respellingSteps(column.name, settleSpellings(column.variants))
  const remedies = [remedyOf('variants', {}, cells(column.respelled), ...steps)]
  return [findingOf({ kind: 'variants', severity: 'medium', columns: [column.name], rows, said, remedies })]
}

/** A cell of spaces counts as a value, and may even be the most frequent one. */
function blanks({ name, blank: rows }: ColumnQuality): Finding[] {
  if (rows === 0) return []
  const step = { kind: 'clean-text', params: { columns: [name], actions: ['trim'] } }
  const remedies = [remedyOf('blanks', {}, cells(rows), step)]
  return [findingOf({ kind: 'blanks', severity: 'medium', columns: [name], rows, remedies })]
}

/** Where spaces make variants of a word, those say enough. */
function padded({ name, padded: rows, variants: found }: ColumnQuality): Finding[] {
  if (rows === 0 || found.length > 0) return []
  const step = { kind: 'clean-text', params: { columns: [name], actions: ['spaces'] } }
  const remedies = [remedyOf('spaces', {}, cells(rows), step)]
  return [findingOf({ kind: 'spaces', severity: 'low', columns: [name], rows, remedies })]
}

function examplesOf(others: readonly string[]) {
  const shorter = (word: string) => (word.length > 24 ? `${word.slice(0, 23)}…` : word)
  return others.map((word) => literal(`“${shorter(word)}”`))
}
