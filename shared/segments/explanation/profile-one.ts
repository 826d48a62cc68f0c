import type { ResultElement, TableElement, TextElement } from '../../contract/result-elements'
import type { Progress } from '../../contract/run-events'
import { literal, type Text, text } from '../../contract/text'
import { type Column, createMatrix, type Matrix } from '../../dataset/column'
import { moments } from '../../math/moments'
import { profileSegments } from '../segment-profile'
import { readSegments } from '../segment-reading'
import { comparable } from './comparable'
import { explainSegments } from './explain-segments'
import { explanationElements } from './present-explanation'
import { type ExampleRow, findExampleRows } from './typical-rows'

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`explanation.one.${id}`, values)

/** The rest of the rows, as the labels of this file count them: they take part but are no segment. */
const REST = -1

/**
 * What sets some rows of a dataset apart from all others: in words, tested column by column, as short rules, with typical and
 * borderline rows.
 * @param columns of all rows; those that name rows are to be left out
 * @param inside 1 for the rows that are described
 * @param nameOf what a row is called; null without a name
 * Cost: O(n) per column; see `explainSegments` and `findExampleRows`.
 */
export function* profileOne(
  name: Text,
  columns: readonly Column[],
  inside: Uint8Array,
  nameOf: (rows: readonly number[]) => readonly (string | null)[],
  seed: number,
): Generator<Progress, ResultElement[], void> {
  const labels = Int32Array.from(inside, (mark) => (mark === 1 ? 0 : REST))
  const size = inside.reduce((sum, mark) => sum + mark, 0)
  const profile = yield* profileSegments(columns, labels, 1)
  const explanation = yield* explainSegments([], columns, labels, 1, seed)
  const [reading] = readSegments(profile, [size], labels.length, explanation.rules)
  const tables = explanationElements(explanation, null, () => name).map(withoutSegment)
  const matrix = standardised(columns)
  const examples = matrix ? yield* exampleRows(matrix, inside, seed) : null
  return [
    ...(reading ? [withoutColour(reading)] : []),
    ...tables.map((table) => ({ ...table, ...said(table.id) })),
    ...(examples ? [exampleTable(examples, nameOf)] : []),
  ]
}

function said(id: string): Partial<TableElement> {
  return id === 'segment-tests'
    ? { title: word('tests'), caption: word('testsCaption') }
    : { title: word('rules'), caption: word('rulesCaption') }
}

/** Columns that say what is already known of a single segment: its name, and whether it was made from a column. */
function withoutSegment(table: TableElement): TableElement {
  const kept = table.columns.flatMap(({ id }, at) => (id === 'segment' || id === 'shaped' ? [] : [at]))
  const pick = <T>(list: readonly T[]) => kept.map((at) => list[at] as T)
  return { ...table, columns: pick(table.columns), rows: table.rows.map(pick) }
}

function withoutColour({ segment: _, ...element }: TextElement): TextElement {
  return element
}

/** Numbers in standard deviations from their mean, a missing one at the mean; null without a column of numbers. */
function standardised(columns: readonly Column[]): Matrix | null {
  const numeric = columns.map(comparable).filter((column) => column.kind === 'numeric')
  const [first] = numeric
  if (!first) return null
  const matrix = createMatrix(first.values.length, numeric.length)
  for (const [j, { values }] of numeric.entries()) {
    const { mean, sd } = moments(values.filter(Number.isFinite))
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number
      matrix.data[i * numeric.length + j] = Number.isFinite(value) && sd > 0 ? (value - mean) / sd : 0
    }
  }
  return matrix
}

function* exampleRows(matrix: Matrix, inside: Uint8Array, seed: number) {
  const sides = Int32Array.from(inside, (mark) => 1 - mark)
  const { typical, borderline } = yield* findExampleRows(matrix, sides, 2, (row) => row, seed)
  return { typical: typical[0] ?? [], borderline: borderline[0] ?? [] }
}

function exampleTable(
  { typical, borderline }: { typical: ExampleRow[]; borderline: ExampleRow[] },
  nameOf: (rows: readonly number[]) => readonly (string | null)[],
): TableElement {
  const all = [
    ...typical.map((example) => ({ example, kind: 'typical' })),
    ...borderline.map((example) => ({ example, kind: 'borderline' })),
  ]
  const names = nameOf(all.map(({ example }) => example.row))
  return {
    type: 'table',
    id: 'one-examples',
    title: word('examples'),
    caption: word('examplesCaption'),
    columns: [
      { id: 'kind', label: text('explanation.examples.kind') },
      { id: 'name', label: word('customer') },
      { id: 'row', label: text('explanation.examples.row'), unit: 'count' },
      { id: 'distance', label: text('explanation.examples.distance'), decimals: 2 },
      { id: 'margin', label: word('margin'), hint: word('marginHint'), decimals: 2 },
    ],
    rows: all.map(({ example, kind }, i) => [
      text(`explanation.examples.${kind}`),
      names[i] ?? null,
      example.row + 1,
      example.distance,
      example.margin,
    ]),
  }
}

/** A row of a table that sets a customer beside the segment he is in and everybody. */
interface Beside {
  column: string
  value: number | null
  inside: number | null
  all: number | null
  /** How far he is from everybody's mean, in standard deviations. */
  difference: number | null
}

/**
 * A member beside the others: what is most unusual in the direction of the segment comes first.
 * @param reason why it belongs, in words
 */
export function memberElements(
  reason: Text,
  name: Text,
  columns: readonly Column[],
  inside: Uint8Array,
  row: number,
): ResultElement[] {
  const beside = columns.flatMap((column) =>
    column.kind === 'numeric' && column.measureType !== 'time'
      ? [besideOthers(column.name, column.values, inside, row)]
      : [],
  )
  beside.sort((a, b) => speaks(b) - speaks(a))
  return [
    { type: 'text', id: 'why-member', style: 'paragraph', text: word('because', { reason }) },
    {
      type: 'table',
      id: 'why-beside',
      title: word('beside', { name }),
      caption: word('besideCaption'),
      columns: [
        { id: 'column', label: text('explanation.tests.column') },
        { id: 'value', label: word('value') },
        { id: 'inside', label: text('explanation.tests.inside') },
        { id: 'difference', label: word('difference'), decimals: 1, heat: true },
      ],
      rows: beside
        .slice(0, 12)
        .map(({ column, ...rest }) => [literal(column), rest.value, rest.inside, rest.difference]),
    },
  ]
}

function besideOthers(column: string, values: Float64Array, inside: Uint8Array, row: number): Beside {
  const all = moments(values.filter(Number.isFinite))
  const own = moments(values.filter((value, i) => inside[i] === 1 && Number.isFinite(value)))
  const value = Number.isFinite(values[row]) ? (values[row] as number) : null
  const finite = (number: number) => (Number.isFinite(number) ? number : null)
  const difference = value === null || !(all.sd > 0) ? null : (value - all.mean) / all.sd
  return { column, value, inside: finite(own.mean), all: finite(all.mean), difference }
}

/** How far a customer is from everybody on the side where his segment is. */
function speaks({ difference, inside, all }: Beside): number {
  if (difference === null || inside === null || all === null) return Number.NEGATIVE_INFINITY
  return inside >= all ? difference : -difference
}
