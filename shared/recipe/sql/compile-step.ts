import type { RecipeStep } from '../recipe'
import { stepKindOf, stepParams } from '../registry'
import type { SqlContext, SqlMade } from './sql-break'
import type { SqlRelation } from './sql-relation'

/** A step as SQL; null when it is not for SQL, or does not fit, which its own code says better. */
export function compileStep(relation: SqlRelation, step: RecipeStep, context: SqlContext): SqlMade | null {
  try {
    return stepKindOf(step.kind).toSql?.(relation, stepParams(step), context) ?? null
  } catch {
    return null
  }
}
