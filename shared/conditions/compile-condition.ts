import type { ColumnInfo } from '../dataset/schema'
import type { Condition, Leaf, Order, Period, RollUp } from './condition'
import { type ConditionTable, columnAt, columnOfKind, keyAt, kindOf, kindsFor, kindsOfList } from './condition-table'
import { holds } from './holds'
import { monthsOf, periodDays } from './period-days'

/** A table of the workspace: `from` is its name in SQL, quoted; columns are c0, c1, … by position. */
export interface SqlTable extends ConditionTable {
  from: string
}

/** What compiling may ask for beside the condition. */
export interface CompileContext {
  /** The table of a dataset of events. @throws datasetUnknown */
  linked(dataset: string): SqlTable
  /** Newest day in a column, written 2024-03-31; null without any. */
  latest(table: SqlTable, column: number): string | null
}

/** An SQL expression that is 1 where the condition holds, else 0, never NULL; values are parameters, in order. */
export interface CompiledCondition {
  sql: string
  parameters: (string | number)[]
}

interface Scope {
  table: SqlTable
  alias: string
  context: CompileContext
  parameters: (string | number)[]
}

export const sqlOrders: Readonly<Record<Order, string>> = {
  equals: '=',
  differs: '<>',
  less: '<',
  atMost: '<=',
  greater: '>',
  atLeast: '>=',
}

/**
 * Compiles a condition to SQL over a table of the workspace.
 * @param table read under the name `alias`, "t" unless said otherwise
 * @throws conditionColumnUnknown, conditionNotApplicable, customerKeyNeeded, datasetUnknown
 */
export function compileCondition(
  condition: Condition,
  table: SqlTable,
  context: CompileContext,
  alias = 't',
): CompiledCondition {
  const parameters: (string | number)[] = []
  return { sql: compile(condition, { table, alias, context, parameters }), parameters }
}

function compile(condition: Condition, scope: Scope): string {
  if ('all' in condition) return group(condition.all, ' AND ', '1', scope)
  if ('any' in condition) return group(condition.any, ' OR ', '0', scope)
  if ('not' in condition) return `(NOT ${compile(condition.not, scope)})`
  if ('rollUp' in condition) return compileRollUp(condition, scope)
  return `coalesce(${compileLeaf(condition, scope)}, 0)`
}

function group(parts: readonly Condition[], operator: string, empty: string, scope: Scope): string {
  return parts.length === 0 ? empty : `(${parts.map((part) => compile(part, scope)).join(operator)})`
}

function bind(scope: Scope, ...values: (string | number)[]): string {
  scope.parameters.push(...values)
  return values.map(() => '?').join(', ')
}

function column({ alias }: Scope, index: number): string {
  return `${alias}.c${index}`
}

/** Dates are compared by day, whatever their time. */
function comparable(scope: Scope, index: number): string {
  const { storage } = scope.table.columns[index] as ColumnInfo
  return kindOf(storage) === 'date' ? `substr(${column(scope, index)}, 1, 10)` : column(scope, index)
}

function compileLeaf(leaf: Leaf, scope: Scope): string {
  const { table } = scope
  switch (leaf.is) {
    case 'missing':
    case 'present':
      return `${column(scope, columnAt(table, leaf.column))} IS ${leaf.is === 'missing' ? '' : 'NOT '}NULL`
    case 'oneOf':
    case 'noneOf': {
      const index = columnOfKind(table, leaf.column, kindsOfList(leaf.values), leaf.is)
      return `${comparable(scope, index)} ${leaf.is === 'oneOf' ? '' : 'NOT '}IN (${bind(scope, ...leaf.values)})`
    }
    case 'contains':
    case 'containsNot':
    case 'begins':
    case 'ends':
      return compileText(leaf, scope)
    case 'within':
    case 'notWithin': {
      const index = columnOfKind(table, leaf.column, ['date'], leaf.is)
      return during(scope, index, leaf.period, leaf.is === 'notWithin')
    }
    case 'between': {
      const index = columnOfKind(table, leaf.column, kindsFor(leaf.from, leaf.to), leaf.is)
      return `${comparable(scope, index)} BETWEEN ${bind(scope, leaf.from)} AND ${bind(scope, leaf.to)}`
    }
    default: {
      const index = columnOfKind(table, leaf.column, kindsFor(leaf.value), leaf.is)
      return `${comparable(scope, index)} ${sqlOrders[leaf.is]} ${bind(scope, leaf.value)}`
    }
  }
}

function compileText(
  leaf: Extract<Leaf, { is: 'contains' | 'containsNot' | 'begins' | 'ends' }>,
  scope: Scope,
): string {
  const whole = `lower(${column(scope, columnOfKind(scope.table, leaf.column, ['text'], leaf.is))})`
  if (leaf.is === 'ends') {
    const part = bind(scope, leaf.value, leaf.value).split(', ')
    return `substr(${whole}, -length(${part[0]})) = lower(${part[1]})`
  }
  const place = `instr(${whole}, lower(${bind(scope, leaf.value)}))`
  return `${place} ${{ contains: '> 0', containsNot: '= 0', begins: '= 1' }[leaf.is]}`
}

function during(scope: Scope, index: number, period: Period, outside: boolean): string {
  const days = periodDays(period, () => scope.context.latest(scope.table, index))
  if (!days) return '0'
  return `${comparable(scope, index)} ${outside ? 'NOT ' : ''}BETWEEN ${bind(scope, ...days).replace(', ', ' AND ')}`
}

/** Customers are matched by their written key, so that a number here and a text there are the same customer. */
export function keySql(columnSql: string, { storage }: ColumnInfo): string {
  if (storage === 'text') return columnSql
  if (storage !== 'real') return `CAST(${columnSql} AS TEXT)`
  const whole = `CAST(${columnSql} AS INTEGER)`
  return `CASE WHEN ${columnSql} = ${whole} THEN CAST(${whole} AS TEXT) ELSE CAST(${columnSql} AS TEXT) END`
}

function key(table: SqlTable, alias: string): string {
  const index = keyAt(table)
  return keySql(`${alias}.c${index}`, table.columns[index] as ColumnInfo)
}

/** Every customer's value of a roll-up, with the customer's written key; customers without such events are not among them. */
export function compileSummaries({ rollUp }: RollUp, context: CompileContext): CompiledCondition {
  const table = context.linked(rollUp.dataset)
  const inner: Scope = { table, alias: 'e', context, parameters: [] }
  const theirs = key(table, inner.alias)
  const value = summary(rollUp, inner)
  const limits = eventLimits(rollUp, inner)
  const sql = `SELECT ${theirs}, ${value} FROM ${table.from} AS e WHERE ${limits} GROUP BY 1`
  return { sql, parameters: inner.parameters }
}

function eventLimits({ during: time, where }: RollUp['rollUp'], scope: Scope): string {
  const limits = [`${key(scope.table, scope.alias)} IS NOT NULL`]
  if (time) limits.push(during(scope, columnOfKind(scope.table, time.column, ['date'], 'within'), time.period, false))
  if (where) limits.push(compile(where, scope))
  return limits.join(' AND ')
}

/** Where a condition also holds without any event, customers with events for which it does not hold are taken out. */
function compileRollUp({ rollUp }: RollUp, scope: Scope): string {
  const events = scope.context.linked(rollUp.dataset)
  const inner: Scope = { ...scope, table: events, alias: `${scope.alias}e` }
  const own = key(scope.table, scope.alias)
  const theirs = key(events, inner.alias)
  const limits = eventLimits(rollUp, inner)
  const emptyValue = ['count', 'distinct', 'sum'].includes(rollUp.summary) ? 0 : null
  const withoutEvents = emptyValue !== null && holds(emptyValue, rollUp.is, rollUp.value)
  const value = summary(rollUp, inner)
  const having = `coalesce(${value} ${sqlOrders[rollUp.is]} ${bind(scope, rollUp.value)}, 0)`
  const found = `SELECT ${theirs} FROM ${events.from} AS ${inner.alias} WHERE ${limits} GROUP BY 1
    HAVING ${withoutEvents ? 'NOT ' : ''}${having}`
  return `(${own} IS NOT NULL AND ${own} ${withoutEvents ? 'NOT ' : ''}IN (${found}))`
}

function summary({ summary, column: name, perMonth, during }: RollUp['rollUp'], scope: Scope): string {
  const whole = total(summary, name, scope)
  return perMonth && during ? `(${whole} / ${bind(scope, monthsOf(during.period))})` : whole
}

function total(summary: RollUp['rollUp']['summary'], name: string | undefined, scope: Scope): string {
  if (summary === 'count' || name === undefined) return 'count(*)'
  if (summary === 'distinct') return `count(DISTINCT ${column(scope, columnAt(scope.table, name))})`
  const value = column(scope, columnOfKind(scope.table, name, ['number'], summary))
  return { sum: `total(${value})`, mean: `avg(${value})`, min: `min(${value})`, max: `max(${value})` }[summary]
}
