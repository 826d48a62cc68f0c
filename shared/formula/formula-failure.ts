import { type AppException, failure } from '../contract/app-error'
import { literal, type Text, type TextValue, text } from '../contract/text'

/** An error of a formula: its values, and where it is, counted from 1. */
export function formulaFailure(code: string, at: number, values: Record<string, TextValue> = {}): AppException {
  return failure(code, { position: at + 1, ...values }, { parameter: 'formula' })
}

/** What was expected at a place, by its name in the locales, and what stands there. */
export function syntaxFailure(expected: string, found: string | null, at: number): AppException {
  const there: Text = found === null ? text('formula.expected.end') : literal(`“${found}”`)
  return formulaFailure('formulaSyntax', at, { expected: text(`formula.expected.${expected}`), found: there })
}
