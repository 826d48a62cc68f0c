import { isoDate } from '../dataset/iso-text'
import { sqlText } from '../recipe/sql/sql-relation'
import { millisecondsPerDay, parseDay } from '../transactions/calendar'
import { checkFormula, isDay } from './check-formula'
import type { Formula } from './formula'
import { parseFormula } from './parse-formula'
import type { ValueType } from './vector'

/** A column as SQL sees it. A number whose storage depends on its values has none. */
export interface SqlOperand {
  sql: string
  storage: 'integer' | 'real' | 'text' | 'date' | 'datetime' | null
}

interface Compiled {
  sql: string
  type: ValueType
  /** A date without a time of day. */
  isDay?: boolean
  /** No value is farther from 0, so that what cannot overflow needs no guard. */
  bound?: number
}

/**
 * A formula as an SQL expression that answers what `evaluateFormula` answers on every row, to the last bit; null when it holds
 * anything for which that is not certain.
 * @throws what `parseFormula` and `checkFormula` refuse
 */
export function formulaSql(source: string, columns: ReadonlyMap<string, SqlOperand>): Compiled | null {
  const formula = parseFormula(source)
  const types = new Map([...columns].map(([name, { storage }]) => [name, typeOf(storage)]))
  checkFormula(formula, types)
  return compile(formula, columns)
}

function typeOf(storage: SqlOperand['storage']): ValueType {
  if (storage === 'text') return 'text'
  return storage === 'date' || storage === 'datetime' ? 'date' : 'number'
}

type Columns = ReadonlyMap<string, SqlOperand>

function compile(formula: Formula, columns: Columns): Compiled | null {
  switch (formula.kind) {
    case 'number':
      return numberLiteral(formula.value)
    case 'boolean':
      return { sql: formula.value ? '1' : '0', type: 'boolean' }
    case 'text':
      return textLiteral(formula.value)
    case 'column':
      return columnSql(columns.get(formula.name) as SqlOperand)
    case 'sign':
    case 'percent': {
      const inner = compile(formula.operand, columns)
      if (!inner) return null
      if (formula.kind === 'percent') return { ...inner, sql: `(${inner.sql} / 100.0)` }
      return formula.operator === '+' ? inner : { ...inner, sql: `(0.0 - ${inner.sql})` }
    }
    case 'binary':
      return compileBinary(formula, columns)
    case 'call':
      return compileCall(formula, columns)
  }
}

function numberLiteral(value: number): Compiled | null {
  const sql = realLiteral(value)
  return sql === null ? null : { sql, type: 'number', bound: Math.abs(value) }
}

/**
 * A number that SQLite reads back as a fraction, to the last bit; null for those of many digits or far from 1, which it reads a last
 * bit off.
 */
export function realLiteral(value: number): string | null {
  const digits = value.toExponential().replace(/e.*|[-.]/g, '')
  const isNear = value === 0 || (Math.abs(value) >= 1e-6 && Math.abs(value) < 1e15)
  if (digits.length > 15 || !isNear) return null
  const written = String(value)
  return written.includes('.') ? written : `${written}.0`
}

function textLiteral(words: string): Compiled | null {
  return words.includes('\0') ? null : { sql: sqlText(words), type: 'text' }
}

/** Whole numbers are counted with as fractions, as everywhere here. */
function columnSql({ sql, storage }: SqlOperand): Compiled {
  if (storage === 'integer') return { sql: `CAST(${sql} AS REAL)`, type: 'number', bound: 2 ** 63 }
  const type = typeOf(storage)
  return type === 'date' ? { sql, type, isDay: storage === 'date' } : { sql, type }
}

const overflow = Number.MAX_VALUE / 4

/** What is not finite is missing. */
function guarded(sql: string, bound: number): Compiled {
  if (bound < overflow) return { sql: `(${sql})`, type: 'number', bound }
  return { sql: `nullif(nullif(${sql}, 9e999), -9e999)`, type: 'number' }
}

const boundOf = ({ bound = Number.POSITIVE_INFINITY }: Compiled) => bound

function compileBinary({ operator, left, right }: Formula & { kind: 'binary' }, columns: Columns): Compiled | null {
  const a = compile(left, columns)
  const b = compile(right, columns)
  if (!a || !b) return null
  if (operator === '^') return null
  if (operator === '&') {
    if (a.type !== 'text' || b.type !== 'text') return null
    return { sql: `(coalesce(${a.sql}, '') || coalesce(${b.sql}, ''))`, type: 'text' }
  }
  if (operator === '+' || operator === '-') return sumSql(operator, a, b)
  if (operator === '*') return guarded(`${a.sql} * ${b.sql}`, boundOf(a) * boundOf(b))
  if (operator === '/') return guarded(`${a.sql} / ${b.sql}`, Number.POSITIVE_INFINITY)
  return comparisonSql(operator, withDay(a, b, left), withDay(b, a, right))
}

function sumSql(operator: '+' | '-', a: Compiled, b: Compiled): Compiled | null {
  if (a.type === 'number' && b.type === 'number')
    return guarded(`${a.sql} ${operator} ${b.sql}`, boundOf(a) + boundOf(b))
  if (operator === '+' || !a.isDay || !b.isDay) return null
  return { sql: `(julianday(${a.sql}) - julianday(${b.sql}))`, type: 'number', bound: 4e6 }
}

/** A text that is a day, where it stands beside a date. */
function withDay(own: Compiled, other: Compiled, formula: Formula): Compiled {
  return other.type === 'date' && isDay(formula) && parseDay(formula.value) !== null
    ? { ...own, type: 'date', isDay: true }
    : own
}

function comparisonSql(operator: string, a: Compiled, b: Compiled): Compiled | null {
  const bothDays = a.type === 'date' && a.isDay === true && b.isDay === true
  const certain = a.type !== 'date' || bothDays
  return certain ? { sql: `(${a.sql} ${operator} ${b.sql})`, type: 'boolean' } : null
}

type Call = (args: readonly Compiled[]) => Compiled | null

const joinedBy =
  (operator: string): Call =>
  (args) => ({ sql: `(${args.map(({ sql }) => sql).join(` ${operator} `)})`, type: 'boolean' })

const found =
  (test: string): Call =>
  ([text, part]) => ({ sql: `(instr(${text?.sql}, ${part?.sql}) ${test})`, type: 'boolean' })

/** An empty text is as good as none. */
const filled = ({ sql, type }: Compiled) => (type === 'text' ? `nullif(${sql}, '')` : sql)

const firstFilled: Call = (args) => alike(args, `coalesce(${args.map(filled).join(', ')})`)

/** Answers one of several values: of dates only when all have a time of day, or none. */
function alike(values: readonly Compiled[], sql: string): Compiled | null {
  const [first] = values as [Compiled]
  if (values.some(({ isDay }) => isDay !== first.isDay)) return null
  return { sql, type: first.type, bound: Math.max(...values.map(boundOf)), ...(first.isDay ? { isDay: true } : {}) }
}

const chosen = (pairs: readonly (readonly [string, Compiled])[]) =>
  alike(
    pairs.map(([, value]) => value),
    `CASE ${pairs.map(([when, { sql }]) => `WHEN ${when} THEN ${sql}`).join(' ')} END`,
  )

const datePart =
  (from: number, length: number): Call =>
  ([date]) => ({ sql: `CAST(substr(${date?.sql}, ${from}, ${length}) AS REAL)`, type: 'number', bound: 1e4 })

/** Functions that SQLite computes the same. All others are left to the row engine. */
const calls: Readonly<Record<string, Call>> = {
  AND: joinedBy('AND'),
  OR: joinedBy('OR'),
  NOT: ([a]) => ({ sql: `(NOT ${a?.sql})`, type: 'boolean' }),
  IF: ([condition, yes, no]) => {
    const when = (condition as Compiled).sql
    const first = [when, yes as Compiled] as const
    return chosen(no ? [first, [`NOT ${when}`, no]] : [first])
  },
  IFS: (args) => chosen(args.flatMap((arg, i) => (i % 2 === 0 ? [[arg.sql, args[i + 1] as Compiled] as const] : []))),
  ISBLANK: ([a]) => ({ sql: `(${filled(a as Compiled)} IS NULL)`, type: 'boolean' }),
  IFBLANK: firstFilled,
  COALESCE: firstFilled,
  ABS: ([a]) => ({ ...(a as Compiled), sql: `abs(${a?.sql})` }),
  SIGN: ([a]) => ({ sql: `CAST(sign(${a?.sql}) AS REAL)`, type: 'number', bound: 1 }),
  SQRT: ([a]) => ({ ...(a as Compiled), sql: `sqrt(${a?.sql})`, bound: Math.max(1, boundOf(a as Compiled)) }),
  INT: ([a]) => ({ sql: `floor(${a?.sql})`, type: 'number', bound: boundOf(a as Compiled) + 1 }),
  CONTAINS: found('> 0'),
  STARTSWITH: found('= 1'),
  // Where nothing is sought SQLite does not look at what would take its place.
  SUBSTITUTE: ([text, old, by, which]) =>
    which
      ? null
      : {
          sql: `CASE WHEN ${by?.sql} IS NOT NULL THEN replace(${text?.sql}, ${old?.sql}, ${by?.sql}) END`,
          type: 'text',
        },
  YEAR: datePart(1, 4),
  MONTH: datePart(6, 2),
  DAY: datePart(9, 2),
  QUARTER: ([date]) => ({
    sql: `CAST((CAST(substr(${date?.sql}, 6, 2) AS INTEGER) + 2) / 3 AS REAL)`,
    type: 'number',
    bound: 4,
  }),
  HOUR: ([date]) => ({
    sql: date?.isDay ? `CASE WHEN ${date.sql} IS NOT NULL THEN 0.0 END` : `CAST(substr(${date?.sql}, 12, 2) AS REAL)`,
    type: 'number',
    bound: 24,
  }),
  ISOWEEK: ([date]) => ({ sql: `CAST(strftime('%V', ${date?.sql}) AS REAL)`, type: 'number', bound: 54 }),
}

/** A day that is written out, as a date. */
function dayLiteral(formula: Formula): Compiled | null {
  if (formula.kind !== 'text') return null
  const day = parseDay(formula.value.trim())
  return day === null ? null : { sql: sqlText(isoDate(day * millisecondsPerDay)), type: 'date', isDay: true }
}

/** Functions of which one argument, written out, decides what is computed. */
function compileWithText(name: 'DATEDIF' | 'TEXT', args: readonly Formula[], columns: Columns): Compiled | null {
  const wanted = args.at(-1) as Formula
  const dates = args.slice(0, -1).map((arg) => compile(arg, columns))
  if (wanted.kind !== 'text' || !dates.every((date) => date?.type === 'date')) return null
  if (name === 'DATEDIF') return differenceSql(wanted.value.toUpperCase(), dates as Compiled[])
  const length = { yyyy: 4, 'yyyy-mm': 7, 'yyyy-mm-dd': 10 }[wanted.value.toLowerCase()]
  return length === undefined ? null : { sql: `substr(${dates[0]?.sql}, 1, ${length})`, type: 'text' }
}

/** The day of the week counted from 1; which day is the first has to be written out. */
function weekdaySql(date: Compiled | null, first: Formula | undefined): Compiled | null {
  if (!date || (first && !(first.kind === 'number' && (first.value === 1 || first.value === 2)))) return null
  const sunday = `CAST(strftime('%w', ${date.sql}) AS INTEGER)`
  const count = first?.kind === 'number' && first.value === 2 ? `(${sunday} + 6) % 7` : sunday
  return { sql: `CAST(${count} + 1 AS REAL)`, type: 'number', bound: 7 }
}

/** Whole units from one day to another; negative when the second comes first. */
function differenceSql(unit: string, dates: readonly Compiled[]): Compiled | null {
  const [from, to] = dates.map(({ sql }) => `substr(${sql}, 1, 10)`) as [string, string]
  const days = `(julianday(${to}) - julianday(${from}))`
  const months = `CASE WHEN ${from} <= ${to} THEN ${monthsSql(from, to)} ELSE 0 - ${monthsSql(to, from)} END`
  const sql = { D: days, W: `CAST(${days} / 7 AS INTEGER)`, M: months, Y: `(${months}) / 12`, YM: `(${months}) % 12` }[
    unit
  ]
  return sql === undefined ? null : { sql: `CAST(${sql} AS REAL)`, type: 'number', bound: 4e6 }
}

/** Whole months from a day to a later one. */
function monthsSql(from: string, to: string): string {
  const part = (day: string, at: number, length: number) => `CAST(substr(${day}, ${at}, ${length}) AS INTEGER)`
  const count = (day: string) => `${part(day, 1, 4)} * 12 + ${part(day, 6, 2)}`
  return `(${count(to)} - (${count(from)}) - (${part(to, 9, 2)} < ${part(from, 9, 2)}))`
}

function compileCall({ name, args }: Formula & { kind: 'call' }, columns: Columns): Compiled | null {
  if (name === 'DATEVALUE') return dayLiteral(args[0] as Formula)
  if (name === 'WEEKDAY') return weekdaySql(compile(args[0] as Formula, columns), args[1])
  if (name === 'DATEDIF' || name === 'TEXT') return compileWithText(name, args, columns)
  const call = Object.hasOwn(calls, name) ? calls[name] : undefined
  const compiled = args.map((arg) => compile(arg, columns))
  return call && compiled.every((arg) => arg !== null) ? call(compiled) : null
}
