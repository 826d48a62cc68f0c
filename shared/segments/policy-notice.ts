import type { NoticeElement } from '../contract/result-elements'
import { literal, quantity, text } from '../contract/text'
import type { SpacePolicy } from './space-policy'

const MOST_COLUMNS = 12

/** Says how rows were compared where categories or weights took part. */
export function policyNotice(policy: SpacePolicy | undefined): NoticeElement[] {
  if (!policy) return []
  const columns = policy.columns
    .slice(0, MOST_COLUMNS)
    .map(({ name, kind, weight }) =>
      text(`segments.policy.${kind}`, { column: literal(name), weight: quantity(weight, 'number', 2) }),
    )
  const values = { columns, missing: text(`segments.policy.missing.${policy.missing}`) }
  const words = text(`segments.policy.${policy.unitsInside ? 'inside' : policy.distance}`, values)
  return [{ type: 'notice', id: 'policy', level: 'info', text: words }]
}

/** Says that rows counted by their weight. */
export function weightNotice(methodId: string, weightPerCluster: readonly number[] | undefined): NoticeElement[] {
  if (!weightPerCluster) return []
  const weights = quantity(
    weightPerCluster.reduce((sum, weight) => sum + weight, 0),
    'number',
  )
  return [
    { type: 'notice', id: 'weighted', level: 'info', text: text(`methods.${methodId}.result.weighted`, { weights }) },
  ]
}
