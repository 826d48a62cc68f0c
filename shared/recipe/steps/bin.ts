import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, type Text, text } from '../../contract/text'
import { realLiteral } from '../../formula/formula-sql'
import { equalWidthEdges, quantileEdges } from '../../math/bin-edges'
import { kMeansEdges } from '../../math/k-means-edges'
import { range } from '../../math/scaling'
import { treeCuts } from '../../math/tree-cuts'
import { defineStep } from '../define-step'
import { type Frame, type FrameColumn, numberColumn, numbersOf, textColumn, withColumn } from '../frame'
import { keyAt } from '../groups'
import { learnedValues, learnFrom, learningRows } from '../learning-rows'
import { sqlColumn, sqlText, withSqlColumn } from '../sql/sql-relation'
import { columnName } from '../step-params'
import { changed } from '../touched'

const params = z.object({
  column: columnName('numeric'),
  method: z.enum(['equal-width', 'quantile', 'k-means', 'custom', 'tree']).default('quantile'),
  bins: z
    .int()
    .min(2)
    .max(100)
    .default(4)
    .meta({ when: { method: ['equal-width', 'quantile', 'k-means', 'tree'] } }),
  edges: z
    .array(z.number())
    .default([])
    .meta({ when: { method: ['custom'] } }),
  /** Of edges given: what lies beyond them is missing, or has a range of its own at either end. */
  outside: z
    .enum(['missing', 'ends'])
    .default('missing')
    .meta({ when: { method: ['custom'] } }),
  /** Which edge belongs to a range: the lower one, as in `KBinsDiscretizer`, or the upper one, as in R's `cut` and pandas' `cut` and `qcut`. */
  closed: z.enum(['left', 'right']).default('left'),
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
  learnFrom: learnFrom(),
})
type Params = z.output<typeof params>

/**
 * Groups numbers into ranges, in a new column. Each range holds its lower edge and not its upper one, the last holds both, as
 * `KBinsDiscretizer` does; with `closed: right` the upper one, the first holds both. `equal-width`: equally wide from the least to the
 * greatest; `quantile`: R-7 quantiles, equal edges taken once; `k-means`: halfway between the centres of a k-means; `custom`: inner and
 * outer edges as given; `tree`: the cuts of a regression tree that says most about the
 * target, best first (CART; `DecisionTreeRegressor` with `max_leaf_nodes`), for a target of categories on the share of each.
 * Values beyond edges that were found on other rows belong to the first or last range.
 * @throws columnMissing, columnNotNumeric, columnEmpty, binEdgesInvalid, binTargetMissing, learnFromNothing
 */
export const bin = defineStep({
  kind: 'bin',
  group: 'derive',
  params,
  apply(frame, given) {
    const { values } = numbersOf(frame, given.column)
    const edges = edgesFor(frame, values, given)
    const isOpen = given.method !== 'custom' || given.outside === 'ends'
    const places = values.map((value) => placeOf(value, edges, given.closed, isOpen))
    const name = given.name || `${given.column}_bin`
    const made =
      given.labels === 'numbers' ? numbered(name, places) : ranged(name, places, rangeLabels(edges, given.closed))
    return { ...changed(frame, withColumn(frame, made)), notes: [edgesNote(edges)] }
  },
  toSql(relation, given) {
    const column = sqlColumn(relation, given.column)
    const name = given.name || `${given.column}_bin`
    if (given.method !== 'custom' || (column?.storage !== 'integer' && column?.storage !== 'real')) return null
    if (sqlColumn(relation, name) || given.closed === 'right' || given.outside === 'ends') return null
    const edges = customEdges(given.edges)
    const limits = edges.map(realLiteral)
    if (!limits.every((limit) => limit !== null)) return null
    const { sql } = column
    const isText = given.labels === 'ranges'
    const written = isText ? rangeLabels(edges, 'left').map(sqlText) : edges.slice(1).map((_, place) => String(place))
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
  withoutSql: 'values',
  words: ({ column, method }) =>
    text('steps.bin.words', { column: literal(column), method: text(`steps.bin.params.method.options.${method}`) }),
})

function edgesNote(edges: readonly number[]): Text {
  const finite = edges.filter(Number.isFinite)
  return text('steps.bin.edges', { edges: writeEdges(finite).map(literal) })
}

function edgesFor(frame: Frame, values: Float64Array, given: Params): number[] {
  const marks = given.method === 'custom' ? null : learningRows(frame, given.learnFrom)
  const known = learnedValues(given.column, values, marks)
  const { min, max } = range(known)
  switch (given.method) {
    case 'equal-width':
      return distinct(equalWidthEdges(min, max, given.bins))
    case 'quantile':
      return distinct(quantileEdges(known.slice().sort(), given.bins))
    case 'k-means':
      return distinct(kMeansEdges(known.slice().sort(), given.bins))
    case 'custom':
      return given.outside === 'missing' ? customEdges(given.edges) : openEdges(given.edges)
    case 'tree': {
      const own = marks ? values.map((value, row) => (marks[row] === 1 ? value : Number.NaN)) : values
      return [min, ...treeCuts(own, targetsOf(frame, given), given.bins, Math.ceil(given.least * known.length)), max]
    }
  }
}

/** At least two edges, also where all values are one. */
function distinct(edges: readonly number[]): number[] {
  const kept = edges.filter((edge, i) => i === 0 || edge > (edges[i - 1] as number))
  return kept.length === 1 ? [kept[0] as number, kept[0] as number] : kept
}

/** Edges with nothing beyond them; one is enough. */
function openEdges(edges: readonly number[]): number[] {
  return [Number.NEGATIVE_INFINITY, ...customEdges(edges, 1), Number.POSITIVE_INFINITY]
}

function customEdges(edges: readonly number[], fewest = 2): number[] {
  const rising = edges.every((edge, i) => i === 0 || edge > (edges[i - 1] as number))
  if (edges.length < fewest || !rising)
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

/** Number of a value's range; −1 where the value is missing, and outside unless the ends are open. */
function placeOf(value: number, edges: readonly number[], closed: Params['closed'], isOpen: boolean): number {
  const last = edges.length - 1
  const isInside = value >= (edges[0] as number) && value <= (edges[last] as number)
  if (Number.isNaN(value) || !(isInside || isOpen)) return -1
  const isAbove = closed === 'left' ? (edge: number) => value >= edge : (edge: number) => value > edge
  let place = 0
  while (place < last - 1 && isAbove(edges[place + 1] as number)) place++
  return place
}

function numbered(name: string, places: Float64Array): FrameColumn {
  const values = places.map((place) => (place < 0 ? Number.NaN : place))
  return numberColumn(name, 'integer', values, { measureType: 'ordinal' })
}

function ranged(name: string, places: Float64Array, labels: readonly string[]): FrameColumn {
  return textColumn(name, Int32Array.from(places), labels, { measureType: 'ordinal' })
}

function rangeLabels(edges: readonly number[], closed: Params['closed']): string[] {
  const last = edges.length - 2
  const written = writeEdges(edges)
  return Array.from({ length: edges.length - 1 }, (_, i) => {
    const [from, to] = [edges[i] as number, edges[i + 1] as number]
    const [low, high] = [written[i], written[i + 1]]
    if (from === Number.NEGATIVE_INFINITY) return `${closed === 'left' ? '<' : '≤'} ${high}`
    if (to === Number.POSITIVE_INFINITY) return `${closed === 'left' ? '≥' : '>'} ${low}`
    const opens = closed === 'left' || i === 0 ? '[' : '('
    return `${opens}${low}, ${high}${closed === 'right' || i === last ? ']' : ')'}`
  })
}

/** Edges as short as they can be without two of them looking alike; whole numbers are written out. */
function writeEdges(edges: readonly number[]): string[] {
  const write = (digits: number) =>
    edges.map((edge) => String(Number.isSafeInteger(edge) ? edge : Number(edge.toPrecision(digits))))
  for (let digits = 6; digits < 17; digits++) {
    const written = write(digits)
    if (new Set(written).size === new Set(edges).size) return written
  }
  return edges.map(String)
}
