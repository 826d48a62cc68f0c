import type { Formula } from './formula'
import { parseFormula } from './parse-formula'
import { printFormula } from './print-formula'

/** A formula with another column wherever one is named; what cannot be read as a formula stays as it is. */
export function renameColumn(source: string, from: string, to: string): string {
  if (!source.includes(from)) return source
  try {
    return printFormula(renamed(parseFormula(source), from, to))
  } catch {
    return source
  }
}

function renamed(formula: Formula, from: string, to: string): Formula {
  const inner = (part: Formula) => renamed(part, from, to)
  switch (formula.kind) {
    case 'column':
      return formula.name === from ? { ...formula, name: to } : formula
    case 'sign':
    case 'percent':
      return { ...formula, operand: inner(formula.operand) }
    case 'binary':
      return { ...formula, left: inner(formula.left), right: inner(formula.right) }
    case 'call':
      return { ...formula, args: formula.args.map(inner) }
    default:
      return formula
  }
}
