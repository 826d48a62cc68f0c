import { literal, quantity, type Text, text } from '../contract/text'
import { millisecondsPerDay, parseDay } from '../transactions/calendar'
import type { Condition, Leaf, Period, RollUp } from './condition'

/** The name of a dataset that a condition names by id. */
export type DatasetNames = (dataset: string) => string

/** Values of a list that are named one by one. */
const namedValues = 6

/** Says a condition in words: "annual_spend is at least 1,000 and city is one of Beijing and Shanghai". */
export function describeCondition(condition: Condition, nameOf: DatasetNames = (dataset) => dataset): Text {
  if ('all' in condition) return describeGroup(condition.all, 'and', nameOf)
  if ('any' in condition) return describeGroup(condition.any, 'or', nameOf)
  if ('not' in condition) return text('conditions.not', { inner: describeCondition(condition.not, nameOf) })
  if ('rollUp' in condition) return describeRollUp(condition, nameOf)
  return describeLeaf(condition)
}

function describeGroup(parts: readonly Condition[], operator: 'and' | 'or', nameOf: DatasetNames): Text {
  const [first, ...rest] = parts.map((part) => inGroup(part, parts.length > 1, nameOf))
  if (!first) return text(operator === 'and' ? 'conditions.everyRow' : 'conditions.noRow')
  return rest.reduce<Text>(
    (before, next) =>
      operator === 'and'
        ? text('conditions.and', { first: before, second: next })
        : text('conditions.or', { first: before, second: next }),
    first,
  )
}

/** A group inside another one stands in brackets. */
function inGroup(part: Condition, hasOthers: boolean, nameOf: DatasetNames): Text {
  const inner = describeCondition(part, nameOf)
  const size = 'all' in part ? part.all.length : 'any' in part ? part.any.length : 1
  return hasOthers && size > 1 ? text('conditions.group', { inner }) : inner
}

function valueWords(value: number | string): Text {
  if (typeof value === 'number') return text('conditions.value', { value: quantity(value, 'number') })
  const day = parseDay(value)
  return day === null ? literal(value) : text('conditions.value', { value: quantity(day * millisecondsPerDay, 'date') })
}

function periodWords({ last, unit, before }: Period): Text {
  const values = { count: last, unit: text(`conditions.unit.${unit}`, { count: last }) }
  return before === 'latest'
    ? text('conditions.periodBeforeLatest', values)
    : text('conditions.periodBefore', { ...values, day: valueWords(before) })
}

function listWords(values: readonly (string | number)[]): Text {
  const named = values.slice(0, namedValues).map(valueWords)
  return values.length > named.length
    ? text('conditions.someOf', { values: named, more: values.length - named.length })
    : text('conditions.value', { value: named })
}

function describeLeaf(leaf: Leaf): Text {
  const column = literal(leaf.column)
  switch (leaf.is) {
    case 'missing':
    case 'present':
      return text(`conditions.says.${leaf.is}`, { column })
    case 'oneOf':
    case 'noneOf': {
      const only = leaf.values.length === 1 ? 'Only' : ''
      return text(`conditions.says.${leaf.is}${only}`, { column, values: listWords(leaf.values) })
    }
    case 'contains':
    case 'containsNot':
    case 'begins':
    case 'ends':
      return text(`conditions.says.${leaf.is}`, { column, value: literal(leaf.value) })
    case 'within':
    case 'notWithin':
      return text(`conditions.says.${leaf.is}`, { column, period: periodWords(leaf.period) })
    case 'between':
      return text('conditions.says.between', { column, from: valueWords(leaf.from), to: valueWords(leaf.to) })
    default: {
      const date = typeof leaf.value === 'string' ? 'Date' : ''
      return text(`conditions.says.${leaf.is}${date}`, { column, value: valueWords(leaf.value) })
    }
  }
}

function describeRollUp(condition: RollUp, nameOf: DatasetNames): Text {
  const { is, value } = condition.rollUp
  return text(`conditions.says.${is}`, { column: describeSummary(condition, nameOf), value: valueWords(value) })
}

/** What a roll-up makes of events, in words: "sum of amount in orders in the last 12 months of the data". */
export function describeSummary({ rollUp }: RollUp, nameOf: DatasetNames = (dataset) => dataset): Text {
  const { summary, column, perMonth, during, where } = rollUp
  const what = text(`conditions.summary.${summary}`, {
    column: literal(column ?? ''),
    dataset: literal(nameOf(rollUp.dataset)),
  })
  const measured = perMonth ? text('conditions.perMonth', { what }) : what
  const limited = during ? text('conditions.during', { what: measured, period: periodWords(during.period) }) : measured
  return where ? text('conditions.where', { what: limited, inner: describeCondition(where, nameOf) }) : limited
}
