import type { ColumnInfo } from '../../dataset/schema'
import type { RecipeStep } from '../recipe'
import { stepKindOf } from '../registry'
import { breakText } from './break-text'
import { compileStep } from './compile-step'
import { isBreak, type SqlContext, type SqlMade, wholeTable } from './sql-break'
import { type SqlRelation, selectText, sqlIdentifier } from './sql-relation'
import type { WithoutSql } from './without-sql'

/** Beyond this an expression that others are put into grows too long to be read. */
const longest = 50_000

/** A recipe as people can read and run it. */
export interface RecipeSql {
  /** The first steps as one statement over the rows as they were imported. */
  text: string
  /** The first step that SQL cannot do, by its place, and why; null when it can do all. */
  stop: { place: number; why: WithoutSql } | null
}

/** The recipe as one statement as far as SQL goes; null when no step is on. */
export function recipeSql(
  dataset: string,
  columns: readonly ColumnInfo[],
  steps: readonly RecipeStep[],
  context: SqlContext,
): RecipeSql | null {
  if (!steps.some(({ enabled }) => enabled)) return null
  let relation = named(columns)
  let from = sqlIdentifier(dataset)
  const parts: string[] = []
  let stop: RecipeSql['stop'] = null
  for (const [place, step] of steps.entries()) {
    if (!step.enabled) continue
    const made = compileStep(relation, step, context)
    const next = made && nextTable(relation, from, made, `step ${place + 1}`, context)
    if (!next || lengthOf(next.relation) > longest) {
      stop = { place, why: stepKindOf(step.kind).withoutSql ?? 'misfit' }
      break
    }
    relation = next.relation
    from = next.from
    if (next.text !== null) parts.push(`${next.from} AS (\n${next.text}\n)`)
  }
  const head = parts.length > 0 ? `WITH ${parts.join(',\n')}\n` : ''
  return { text: `${head}${selectText(relation, from)}\nORDER BY _row`, stop }
}

const named = (columns: Parameters<typeof wholeTable>[0]) =>
  wholeTable(columns, (place) => sqlIdentifier(columns[place]?.name ?? ''), '_row')

interface Next {
  relation: SqlRelation
  from: string
  /** What is called `from`; null when that is as before. */
  text: string | null
}

function nextTable(relation: SqlRelation, from: string, made: SqlMade, name: string, context: SqlContext): Next | null {
  if (!isBreak(made)) return { relation: made.relation, from, text: null }
  const written = breakText(relation, from, made, context)
  return written && { relation: named(written.columns), from: sqlIdentifier(name), text: written.text }
}

function lengthOf({ columns, where }: SqlRelation): number {
  return columns.reduce((sum, { sql }) => sum + sql.length, 0) + where.reduce((sum, sql) => sum + sql.length, 0)
}
