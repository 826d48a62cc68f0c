import { literal, quantity, type Text, text } from '../../contract/text'
import type { RuleCondition } from './tree-rules'

/** A condition as people say it; a column made from one level of a category reads as being that level or not. */
export function conditionWords({ feature, operator, threshold }: RuleCondition): Text {
  const isMore = operator === '>'
  const [name, level] = levelOf(feature)
  if (level !== null && threshold >= 0 && threshold < 1) {
    return text(`predict-trees.condition.${isMore ? 'is' : 'isNot'}`, { column: literal(name), level: literal(level) })
  }
  const values = { column: literal(feature), threshold: quantity(threshold, 'number', digitsFor(threshold)) }
  return text(`predict-trees.condition.${isMore ? 'moreThan' : 'atMost'}`, values)
}

/** Conditions joined into one line; a rule without any holds for all rows. */
export function ruleWords(conditions: readonly RuleCondition[]): Text {
  if (conditions.length === 0) return text('predict-trees.condition.always')
  return text('predict-trees.condition.all', { conditions: conditions.map(conditionWords) })
}

function levelOf(feature: string): [string, string | null] {
  const at = feature.indexOf('=')
  return at > 0 ? [feature.slice(0, at), feature.slice(at + 1)] : [feature, null]
}

/** Enough decimals to tell thresholds of this size apart. */
function digitsFor(value: number): number {
  const size = Math.abs(value)
  if (Number.isInteger(value) || size >= 1000) return 0
  return size >= 100 ? 1 : size >= 1 ? 2 : 3
}
