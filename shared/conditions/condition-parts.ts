import type { Condition, RollUp } from './condition'

/** The condition with each roll-up's dataset renamed. */
export function withDatasets(condition: Condition, rename: (dataset: string) => string): Condition {
  const again = (inner: Condition) => withDatasets(inner, rename)
  if ('all' in condition) return { all: condition.all.map(again) }
  if ('any' in condition) return { any: condition.any.map(again) }
  if ('not' in condition) return { not: again(condition.not) }
  if (!('rollUp' in condition)) return condition
  const { where, ...rest } = condition.rollUp
  return { rollUp: { ...rest, dataset: rename(rest.dataset), ...(where ? { where: again(where) } : {}) } }
}

/** Columns of the table itself that a condition looks at, each once, in order. */
export function columnsOf(condition: Condition): string[] {
  const names = (inner: Condition): string[] => {
    if ('all' in inner) return inner.all.flatMap(names)
    if ('any' in inner) return inner.any.flatMap(names)
    if ('not' in inner) return names(inner.not)
    return 'rollUp' in inner ? [] : [inner.column]
  }
  return [...new Set(names(condition))]
}

/** The roll-ups of a condition, outermost ones, in order. */
export function rollUpsOf(condition: Condition): RollUp[] {
  if ('all' in condition) return condition.all.flatMap(rollUpsOf)
  if ('any' in condition) return condition.any.flatMap(rollUpsOf)
  if ('not' in condition) return rollUpsOf(condition.not)
  return 'rollUp' in condition ? [condition] : []
}
