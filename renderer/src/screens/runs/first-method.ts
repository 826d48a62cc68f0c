import type { MethodDescriptor } from '@shared/contract/workspace'

/** What answers the first question of a family; where it is not there, the family's first method does. */
const answers: Readonly<Record<string, string>> = {
  segments: 'k-means',
  value: 'rfm',
  explore: 'describe',
  predict: 'logistic-regression',
}

export function firstMethod(methods: readonly MethodDescriptor[], family: string): MethodDescriptor | undefined {
  const own = methods.filter((method) => method.family === family)
  return own.find((method) => method.id === answers[family]) ?? own[0]
}
