import type { MixtureRule, NearestCenterRule, SegmentModel, TreeRule } from './segment-model'
import type { ModelFeature } from './space-value'

/** How a column is kept where the SQL will run. */
export type SqlStorage = 'integer' | 'real' | 'text' | 'date' | 'datetime'

export interface SqlSource {
  /** Name of the table or view. */
  table: string
  storage: ReadonlyMap<string, SqlStorage>
}

/**
 * A question in SQL that gives every row of a table its segment: all columns of the table, and `segment`, the label from 0 on, NULL where
 * a value is missing. Arithmetic is that of the app, step by step in the same order, so that ties and rounding come out the
 * same; only logarithms and powers may differ in their last digit between databases.
 * Dialect: standard SQL that SQLite understands. LN and POWER where a transform needs them; STRFTIME (SQLite) for dates.
 */
export function modelSql(model: SegmentModel, source: SqlSource): string {
  const { rule } = model
  const head = headOf(model)
  if (rule.kind === 'tree')
    return `${head}SELECT *, ${treeExpression(rule, source)} AS segment\nFROM ${quoted(source.table)}\n`
  const prepared = rule.features.map((feature, j) => `${featureExpression(feature, source)} AS z${j + 1}`)
  const scores = rule.kind === 'nearest-center' ? distanceExpressions(rule) : scoreExpressions(rule)
  const compare = rule.kind === 'nearest-center' ? '<=' : '>='
  return [
    `${head}WITH prepared AS (`,
    `  SELECT *,\n    ${prepared.join(',\n    ')}`,
    `  FROM ${quoted(source.table)}`,
    '), scored AS (',
    `  SELECT *,\n    ${scores.map((score, c) => `${score} AS s${c + 1}`).join(',\n    ')}`,
    '  FROM prepared',
    ')',
    `SELECT *, ${choice(scores.length, compare)} AS segment`,
    'FROM scored',
    '',
  ].join('\n')
}

/** A comment that says what labels mean; a block, because a command line would take two hyphens for an option. */
function headOf({ methodId, isExact, segments }: SegmentModel): string {
  const names = segments.map(
    (name, label) => `   ${label} = ${name.replaceAll(/[\r\n]+/g, ' ').replaceAll('*/', '* /')}`,
  )
  const approximate =
    ' Approximation: the nearest mean of a segment stands in for the method, which has no rule for new rows.'
  return `/* Segments by ${methodId}.${isExact ? '' : approximate} The column "segment" is\n${names.join('\n')} */\n`
}

/** A name that cannot be mistaken for anything else. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A number that every database reads as a floating-point one, with all its digits. */
function float(value: number): string {
  const words = String(Math.abs(value))
  const whole = /[.e]/.test(words) ? words : `${words}.0`
  return value < 0 || Object.is(value, -0) ? `(-${whole})` : whole
}

/** Bound to a table's column by its storage: numbers as they are, dates as milliseconds since 1970. */
function columnExpression(name: string, { storage }: SqlSource): string {
  const kind = storage.get(name)
  if (kind === 'text') return `CAST(NULLIF(${quoted(name)}, '') AS REAL)`
  if (kind === 'date' || kind === 'datetime') return `(CAST(STRFTIME('%s', ${quoted(name)}) AS REAL) * 1000.0)`
  return quoted(name)
}

function featureExpression(feature: ModelFeature, source: SqlSource): string {
  const { name, level, fill, transform, lambda, center, scale } = feature
  const column = level === undefined ? columnExpression(name, source) : levelExpression(name, level, source)
  const filled = fill === null ? column : `COALESCE(${column}, ${float(fill)})`
  const transformed =
    transform === 'log1p' ? logExpression(filled) : lambda === null ? filled : powerExpression(filled, lambda)
  return `(${transformed} - ${float(center)}) / ${float(scale)}`
}

/** 1 for the category, 0 for others, nothing where there is none. */
function levelExpression(name: string, level: string, { storage }: SqlSource): string {
  const column = quoted(name)
  const isText = storage.get(name) === 'text'
  const given = isText ? `NULLIF(${column}, '')` : column
  const wanted = isText || !Number.isFinite(Number(level)) ? `'${level.replaceAll("'", "''")}'` : float(Number(level))
  return `CASE WHEN ${given} IS NULL THEN NULL WHEN ${given} = ${wanted} THEN 1.0 ELSE 0.0 END`
}

/** ln(1 + x), and nothing where that is not defined. */
function logExpression(x: string): string {
  return `CASE WHEN ${x} > -1.0 THEN LN(1.0 + ${x}) END`
}

/** The Yeo-Johnson transform. */
function powerExpression(x: string, lambda: number): string {
  const up =
    Math.abs(lambda) < 1e-12 ? `LN(1.0 + ${x})` : `(POWER(1.0 + ${x}, ${float(lambda)}) - 1.0) / ${float(lambda)}`
  const rest = 2 - lambda
  const down =
    Math.abs(rest) < 1e-12 ? `-LN(1.0 - ${x})` : `-(POWER(1.0 - ${x}, ${float(rest)}) - 1.0) / ${float(rest)}`
  return `CASE WHEN ${x} >= 0.0 THEN ${up} WHEN ${x} < 0.0 THEN ${down} END`
}

function distanceExpressions({ centers }: NearestCenterRule): string[] {
  return centers.map((center) => center.map((value, j) => squareOf(`(z${j + 1} - ${float(value)})`)).join(' + '))
}

function squareOf(expression: string): string {
  return `${expression} * ${expression}`
}

function scoreExpressions({ means, whitening, offsets }: MixtureRule): string[] {
  return means.map((mean, c) => {
    const squares = (whitening[c] as number[][]).map((factors) => {
      const terms = factors.map((factor, j) => `${float(factor)} * (z${j + 1} - ${float(mean[j] as number)})`)
      return squareOf(`(${terms.join(' + ')})`)
    })
    return `${float(offsets[c] as number)} - (${squares.join(' + ')}) / 2.0`
  })
}

/** The first label whose score no other one beats; a missing score leaves no segment. */
function choice(count: number, compare: '<=' | '>='): string {
  const labels = Array.from({ length: count }, (_, label) => label)
  const cases = labels.map((label) => {
    const against = labels.filter((other) => other > label).map((other) => `s${label + 1} ${compare} s${other + 1}`)
    return { label, condition: against.join(' AND ') }
  })
  const lines = cases.map(({ label, condition }) =>
    condition === '' ? `ELSE ${label}` : `WHEN ${condition} THEN ${label}`,
  )
  return `CASE WHEN s1 IS NULL THEN NULL ${lines.join(' ')} END`
}

function treeExpression({ columns, nodes }: TreeRule, source: SqlSource): string {
  const expression = (at: number): string => {
    const node = nodes[at] as TreeRule['nodes'][number]
    if (node.column === null) return String(node.label)
    const [left, right] = [expression(node.left as number), expression(node.right as number)]
    return `CASE WHEN ${question(node, source)} THEN ${left} ELSE ${right} END`
  }
  const missing = columns.map((name) => `${quoted(name)} IS NULL`).join(' OR ')
  return `CASE WHEN ${missing} THEN NULL ELSE ${expression(0)} END`
}

function question({ column, level, threshold }: TreeRule['nodes'][number], source: SqlSource): string {
  const name = column as string
  if (threshold !== null) return `${columnExpression(name, source)} <= ${float(threshold)}`
  const kind = source.storage.get(name)
  const isNumber = kind === 'integer' || kind === 'real'
  return `${quoted(name)} <> ${isNumber ? float(Number(level)) : `'${String(level).replaceAll("'", "''")}'`}`
}
