export const operators = ['=', '<>', '<', '<=', '>', '>=', '&', '+', '-', '*', '/', '^'] as const
export type Operator = (typeof operators)[number]

/** A formula as a tree. `at` is where it begins in the text, counted from 0. */
export type Formula =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'text'; value: string; at: number }
  | { kind: 'boolean'; value: boolean; at: number }
  | { kind: 'column'; name: string; at: number }
  | { kind: 'sign'; operator: '-' | '+'; operand: Formula; at: number }
  | { kind: 'percent'; operand: Formula; at: number }
  | { kind: 'binary'; operator: Operator; left: Formula; right: Formula; at: number }
  | { kind: 'call'; name: string; args: Formula[]; at: number }

/** How tightly an operator binds: comparison, joining, sums, products, powers. All group from the left, as in Excel. */
export function precedence(operator: Operator): number {
  if (operator === '&') return 2
  if (operator === '+' || operator === '-') return 3
  if (operator === '*' || operator === '/') return 4
  return operator === '^' ? 5 : 1
}

/** A name that needs no brackets around it. */
export const plainName = /^[\p{L}_][\p{L}\p{N}_.]*$/u
