import type { Order } from './condition'

/** Whether a value stands in an order to another of its kind. */
export function holds<T extends string | number>(value: T, order: Order, other: T): boolean {
  switch (order) {
    case 'equals':
      return value === other
    case 'differs':
      return value !== other
    case 'less':
      return value < other
    case 'atMost':
      return value <= other
    case 'greater':
      return value > other
    case 'atLeast':
      return value >= other
  }
}
