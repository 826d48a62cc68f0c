import { literal, quantity, type TextValue, text } from '../contract/text'
import type { Dataset } from '../dataset/schema'
import { type RecipeStepInput, recipeStepSchema } from '../recipe/recipe'
import type { ColumnQuality, Finding, Remedy } from './quality-report'

/** What is known of a dataset beside its values. */
export interface DatasetFacts extends Partial<Pick<Dataset, 'grain' | 'customerKey'>> {
  /** As a day number since 1970-01-01. */
  today: number
}

type Said = Record<string, TextValue>

/** What was found, of which columns and how many rows, with the values of its sentence and what can be done about it. */
export interface Discovery {
  kind: Finding['kind']
  severity: Finding['severity']
  columns: readonly string[]
  rows: number
  said?: Said
  remedies?: readonly (Remedy | null)[]
}

/** A finding with its words; its id is the same for every revision. */
export function findingOf({ kind, severity, columns, rows, said = {}, remedies = [] }: Discovery): Finding {
  const [column, other] = columns
  const named = { ...(column ? { column: literal(column) } : {}), ...(other ? { other: literal(other) } : {}) }
  const values = { rows: quantity(rows, 'count'), ...named, ...said }
  return {
    id: [kind, ...columns].join(' '),
    kind,
    severity,
    columns: [...columns],
    words: text(`quality.findings.${kind}`, values),
    why: text(`quality.why.${kind}`, values),
    rows,
    remedies: remedies.filter((remedy) => remedy !== null),
  }
}

/** Steps that deal with a finding. @param name of their words, `quality.remedies.<name>` */
export function remedyOf(
  name: string,
  said: Said,
  effect: Remedy['effect'],
  ...steps: readonly RecipeStepInput[]
): Remedy {
  return {
    words: text(`quality.remedies.${name}`, said),
    effect,
    steps: steps.map((step) => recipeStepSchema.parse(step)),
  }
}

/** Leaves a column out. */
export function dropColumn(column: string): Remedy {
  const step = { kind: 'select-columns', params: { columns: [column], keep: 'others' } }
  return remedyOf('drop', { column: literal(column) }, { count: 1, of: 'columns' }, step)
}

/** Computes a column anew by a formula. */
export function rewriteColumn(name: string, formula: string): RecipeStepInput {
  return { kind: 'derive-column', params: { name, formula } }
}

export const cells = (count: number): Remedy['effect'] => ({ count, of: 'cells' })
export const rowsGone = (count: number): Remedy['effect'] => ({ count, of: 'rows' })
export const newColumn: Remedy['effect'] = { count: 1, of: 'newColumns' }

/** What names one thing or person: many by nature, never far away, and not to be guessed. */
export function isName(role: ColumnQuality['role']): boolean {
  return role === 'customer' || role === 'order' || role === 'product' || role === 'name'
}
