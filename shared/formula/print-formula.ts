import { type Formula, plainName, precedence } from './formula'

/** Signs bind tighter than operators, percent tighter than signs, everything else is whole. */
const signed = 6
const percent = 7
const whole = 8

/** Writes a formula so that reading it gives the same tree, with no more parentheses than that needs. */
export function printFormula(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return String(formula.value)
    case 'text':
      return `"${formula.value.replaceAll('"', '""')}"`
    case 'boolean':
      return formula.value ? 'TRUE' : 'FALSE'
    case 'column':
      return printColumn(formula.name)
    case 'sign':
      return formula.operator + within(formula.operand, signed)
    case 'percent':
      return `${within(formula.operand, percent)}%`
    case 'binary': {
      const level = precedence(formula.operator)
      return `${within(formula.left, level)} ${formula.operator} ${within(formula.right, level + 1)}`
    }
    case 'call':
      return `${formula.name}(${formula.args.map(printFormula).join(', ')})`
  }
}

/** A column's name as a formula names it. */
export function printColumn(name: string): string {
  const isWord = /^(true|false)$/i.test(name)
  return plainName.test(name) && !isWord ? name : `[${name.replaceAll(']', ']]')}]`
}

function within(formula: Formula, level: number): string {
  const own = levelOf(formula)
  return own < level ? `(${printFormula(formula)})` : printFormula(formula)
}

function levelOf(formula: Formula): number {
  if (formula.kind === 'binary') return precedence(formula.operator)
  if (formula.kind === 'sign') return signed
  return formula.kind === 'percent' ? percent : whole
}
