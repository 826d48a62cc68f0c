import type { ColumnInfo } from '../../dataset/schema'
import type { RecipeStep } from '../recipe'
import { stepKindOf, stepParams } from '../registry'
import { type SqlRelation, type SqlStep, selectSql, sqlIdentifier } from './sql-relation'

/** Beyond this an expression that others are put into grows too long to be worth it. */
const longest = 50_000

export interface CompiledRecipe {
  start: SqlRelation
  /** What comes out in the end. */
  relation: SqlRelation
  /** Null for steps that are switched off. */
  steps: (SqlStep | null)[]
}

/**
 * A whole recipe as SQL over the table it begins with, when every step that is on can be and gives the same as its own code does;
 * else null.
 * @param nameOf how the statement names a column of the first table, by its place
 */
export function compileRecipe(
  columns: readonly ColumnInfo[],
  steps: readonly RecipeStep[],
  nameOf: (place: number) => string,
): CompiledRecipe | null {
  const start: SqlRelation = { columns: columns.map((column, i) => ({ ...column, sql: nameOf(i) })), where: [] }
  let relation = start
  const compiled: CompiledRecipe['steps'] = []
  for (const step of steps) {
    if (!step.enabled) {
      compiled.push(null)
      continue
    }
    const made = compileStep(relation, step)
    if (!made || lengthOf(made.relation) > longest) return null
    relation = made.relation
    compiled.push(made)
  }
  return { start, relation, steps: compiled }
}

/** What a step refuses, its own code says better. */
function compileStep(relation: SqlRelation, step: RecipeStep): SqlStep | null {
  try {
    return stepKindOf(step.kind).toSql?.(relation, stepParams(step)) ?? null
  } catch {
    return null
  }
}

function lengthOf({ columns, where }: SqlRelation): number {
  return columns.reduce((sum, { sql }) => sum + sql.length, 0) + where.reduce((sum, sql) => sum + sql.length, 0)
}

/** The recipe as a statement that people can read and run on a dataset; null when it is more than row-wise SQL. */
export function recipeSql(
  dataset: string,
  columns: readonly ColumnInfo[],
  steps: readonly RecipeStep[],
): string | null {
  const compiled = compileRecipe(columns, steps, (place) => sqlIdentifier(columns[place]?.name ?? ''))
  return compiled && selectSql(compiled.relation, sqlIdentifier(dataset))
}
