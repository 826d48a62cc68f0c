import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, type Text, text } from '../../contract/text'
import { realLiteral } from '../../formula/formula-sql'
import { equalWidthEdges, quantileEdges } from '../../math/bin-edges'
import { range } from '../../math/scaling'
import { treeCuts } from '../../math/tree-cuts'
import { defineStep } from '../define-step'
import { type Frame, type FrameColumn, numberColumn, numbersOf, textColumn, withColumn } from '../frame'
import { keyAt, present } from '../groups'
import { sqlColumn, sqlText, withSqlColumn } from '../sql/sql-relation'
import { columnName } from '../step-params'
import { changed } from '../touched'

const params = z.object({
  column: columnName('numeric'),
  method: z.enum(['equal-width', 'quantile', 'custom', 'tree']).default('quantile'),
  bins: z
    .int()
    .min(2)
    .max(100)
    .default(4)
    .meta({ when: { method: ['equal-width', 'quantile', 'tree'] } }),
  edges: z
    .array(z.number())
    .default([])
    .meta({ when: { method: ['custom'] } }),
  target: columnName()
    .nullable()
    .default(null)
    .meta({ when: { method: ['tree'] } }),
  /** Fewest rows of a tree's bin, as a share. */
  least: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.05)
    .meta({ when: { method: ['tree'] } }),
  labels: z.enum(['ranges', 'numbers']).default('ranges'),
  name: z.string().trim().nullable().default(null),
})
type Params = z.output<typeof params>

/**
 * Groups numbers into ranges, in a new column. Each range holds its lower edge and not its upper one, the last holds both, as
 * `KBinsDiscretizer` does. `equal-width`: equally wide from the least to the greatest; `quantile`: R-7 quantiles, equal edges
 * taken once; `custom`: inner and outer edges as given, missing outside; `tree`: the cuts of a regression tree that says most about the
 * target, best first (CART; `DecisionTreeRegressor` with `max_leaf_nodes`), for a target of categories on the share of each.
 * @throws columnMissing, columnNotNumeric, columnEmpty, binEdgesInvalid, binTargetMissing
 */
export const bin = defineStep({
  kind: 'bin',
  group: 'derive',
  params,
  apply(frame, given) {
    const { values } = numbersOf(frame, given.column)
    const known = present(values)
    if (known.length === 0) throw failure('columnEmpty', { column: given.column }, { column: given.column })
    const edges = edgesFor(frame, values, known, given)
    const places = values.map((value) => placeOf(value, edges))
    const name = given.name || `${given.column}_bin`
    const made = given.labels === 'numbers' ? numbered(name, places) : ranged(name, places, edges)
    return { ...changed(frame, withColumn(frame, made)), notes: [edgesNote(edges)] }
  },
  toSql(relation, given) {
    const column = sqlColumn(relation, given.column)
    const name = given.name || `${given.column}_bin`
    if (given.method !== 'custom' || (column?.storage !== 'integer' && column?.storage !== 'real')) return null
    if (sqlColumn(relation, name)) return null
    const edges = customEdges(given.edges)
    const limits = edges.map(realLiteral)
    if (!limits.every((limit) => limit !== null)) return null
    const { sql } = column
    const isText = given.labels === 'ranges'
    const written = isText ? rangeLabels(edges).map(sqlText) : edges.slice(1).map((_, place) => String(place))
    const cases = limits.slice(1, -1).map((limit, i) => `WHEN ${sql} < ${limit} THEN ${written[i]}`)
    const inside = cases.length > 0 ? `CASE ${cases.join(' ')} ELSE ${written.at(-1)} END` : written[0]
    const whole = `CASE WHEN ${sql} BETWEEN ${limits[0]} AND ${limits.at(-1)} THEN ${inside} END`
    const made = {
      name,
      sql: whole,
      storage: isText ? ('text' as const) : ('integer' as const),
      measureType: 'ordinal' as const,
    }
    const step = { relation: withSqlColumn(relation, made), touched: { every: 1 } }
    return { ...step, needs: [`${sql} IS NOT NULL`], notes: [edgesNote(edges)] }
  },
  words: ({ column, method }) =>
    text('steps.bin.words', { column: literal(column), method: text(`steps.bin.params.method.options.${method}`) }),
})

function edgesNote(edges: readonly number[]): Text {
  return text('steps.bin.edges', { edges: edges.map((edge) => literal(writeEdge(edge))) })
}

function edgesFor(frame: Frame, values: Float64Array, known: Float64Array, given: Params): number[] {
  const { min, max } = range(known)
  switch (given.method) {
    case 'equal-width':
      return distinct(equalWidthEdges(min, max, given.bins))
    case 'quantile':
      return distinct(quantileEdges(known.slice().sort(), given.bins))
    case 'custom':
      return customEdges(given.edges)
    case 'tree':
      return [min, ...treeCuts(values, targetsOf(frame, given), given.bins, Math.ceil(given.least * known.length)), max]
  }
}

/** At least two edges, also where all values are one. */
function distinct(edges: readonly number[]): number[] {
  const kept = edges.filter((edge, i) => i === 0 || edge > (edges[i - 1] as number))
  return kept.length === 1 ? [kept[0] as number, kept[0] as number] : kept
}

function customEdges(edges: readonly number[]): number[] {
  const rising = edges.every((edge, i) => i === 0 || edge > (edges[i - 1] as number))
  if (edges.length < 2 || !rising)
    throw failure('binEdgesInvalid', { edges: edges.join(', ') || '–' }, { parameter: 'edges' })
  return [...edges]
}

/** The target as numbers: itself, or a column of 1 and 0 per category. */
function targetsOf(frame: Frame, { column, target }: Params): Float64Array[] {
  if (target === null) throw failure('binTargetMissing', { column }, { parameter: 'target' })
  const found = frame.columns.find(({ name }) => name === target)
  if (!found || found.kind === 'numeric') return [numbersOf(frame, target).values]
  const keys = Array.from({ length: frame.nRows }, (_, row) => keyAt(found, row))
  return [...new Set(keys)]
    .filter((key) => key !== null)
    .map((level) => Float64Array.from(keys, (key) => (key === null ? Number.NaN : Number(key === level))))
}

/** Number of a value's range; −1 outside, or where the value is missing. */
function placeOf(value: number, edges: readonly number[]): number {
  const last = edges.length - 1
  if (!(value >= (edges[0] as number) && value <= (edges[last] as number))) return -1
  let place = 0
  while (place < last - 1 && value >= (edges[place + 1] as number)) place++
  return place
}

function numbered(name: string, places: Float64Array): FrameColumn {
  const values = places.map((place) => (place < 0 ? Number.NaN : place))
  return numberColumn(name, 'integer', values, { measureType: 'ordinal' })
}

function ranged(name: string, places: Float64Array, edges: readonly number[]): FrameColumn {
  return textColumn(name, Int32Array.from(places), rangeLabels(edges), { measureType: 'ordinal' })
}

function rangeLabels(edges: readonly number[]): string[] {
  const last = edges.length - 2
  return Array.from({ length: edges.length - 1 }, (_, i) => {
    const [low, high] = [writeEdge(edges[i] as number), writeEdge(edges[i + 1] as number)]
    return `[${low}, ${high}${i === last ? ']' : ')'}`
  })
}

function writeEdge(edge: number): string {
  return String(Number(edge.toPrecision(6)))
}
