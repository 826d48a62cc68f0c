import { freeName } from '../frame'
import type { SqlBreak, SqlContext, SqlDistinct, SqlGroup, SqlJoin, SqlSort, SqlUnion, SqlUnpivot } from './sql-break'
import {
  namedText,
  type SqlColumn,
  type SqlRelation,
  selectText,
  sqlIdentifier,
  sqlText,
  whereText,
} from './sql-relation'

/** Names of the other dataset's columns. */
type Other = readonly string[]

interface Written {
  text: string
  columns: readonly Omit<SqlColumn, 'sql'>[]
}

/**
 * A step after which the rows are others, as a statement whose rows have a `_row` in their order; null when it can be computed but
 * not be said.
 */
export function breakText(relation: SqlRelation, from: string, made: SqlBreak, context: SqlContext): Written | null {
  const other = 'dataset' in made ? (context.dataset(made.dataset)?.columns.map(({ name }) => name) ?? []) : []
  switch (made.kind) {
    case 'sort':
      return sorted(relation, from, made)
    case 'distinct':
      return distinct(relation, from, made)
    case 'group':
      return grouped(relation, from, made)
    case 'join':
      return joined(relation, from, made, other)
    case 'union':
      return united(relation, from, made, other)
    case 'unpivot':
      return unpivoted(relation, from, made)
    case 'sample':
      return null
  }
}

/** The terms of a sort; missing values come last either way. */
export function orderTerms({ by }: SqlSort): string[] {
  return by.map(({ sql, descending }) => `${sql}${descending ? ' DESC' : ''} NULLS LAST`)
}

const numbered = (order: readonly string[]) => `row_number() OVER (ORDER BY ${order.join(', ')}) - 1 AS _row`

function sorted(relation: SqlRelation, from: string, made: SqlSort): Written {
  const text = selectText(relation, from, [numbered([...orderTerms(made), relation.place])])
  return { text, columns: relation.columns }
}

function distinct(relation: SqlRelation, from: string, { keys, best }: SqlDistinct): Written {
  const order = [...best, relation.place].join(', ')
  const nth = `row_number() OVER (PARTITION BY ${keys.join(', ')} ORDER BY ${order}) AS nth_of_its_kind`
  const inner = selectText(relation, from, ['_row', nth])
  return { text: renumbered(relation.columns, inner, '_row', 'nth_of_its_kind = 1'), columns: relation.columns }
}

/** A statement with its rows counted anew. */
function renumbered(columns: Written['columns'], inner: string, order: string, where?: string): string {
  const names = columns.map(({ name }) => sqlIdentifier(name))
  const limit = where === undefined ? '' : `\nWHERE ${where}`
  return `SELECT ${[...names, numbered([order])].join(', ')}\nFROM (\n${inner}\n)${limit}`
}

function grouped({ where, place }: SqlRelation, from: string, { keys, made }: SqlGroup): Written | null {
  if (made.some(({ at }) => at !== undefined)) return null
  const list = [...[...keys, ...made].map(namedText), numbered([`min(${place})`])]
  const by = keys.length > 0 ? `\nGROUP BY ${keys.map(({ sql }) => sql).join(', ')}` : '\nHAVING count(*) > 0'
  const text = `SELECT ${list.join(',\n  ')}\nFROM ${from}${whereText(where)}${by}`
  return { text, columns: [...keys, ...made] }
}

const joins = { left: 'LEFT JOIN', inner: 'JOIN', full: 'FULL JOIN', anti: 'LEFT JOIN' } as const

function joined(
  relation: SqlRelation,
  from: string,
  { dataset, how, keys, own, brought }: SqlJoin,
  other: Other,
): Written {
  const keyNames = keys.map((_, i) => freeName(relation, `key ${i + 1} of the join`))
  const named = keys.map(({ sql }, i) => namedText({ sql, name: keyNames[i] as string }))
  const here = selectText(relation, from, ['_row', ...named])
  const theirs = (place: number) => `there.${sqlIdentifier(other[place] as string)}`
  const on = keys.map((key, i) => `here.${sqlIdentifier(keyNames[i] as string)} = ${key.write(theirs(key.other))}`)
  const ours = own.map(({ name, other: place }) => {
    const sql = `here.${sqlIdentifier(name)}`
    return namedText({ name, sql: place === null ? sql : `iif(here._row IS NULL, ${theirs(place)}, ${sql})` })
  })
  const taken = how === 'anti' ? [] : brought.map(({ name, other: place }) => namedText({ name, sql: theirs(place) }))
  const list = [...ours, ...taken, numbered(['here._row NULLS LAST', 'there._row'])]
  const text = `SELECT ${list.join(',\n  ')}\nFROM (\n${here}\n) AS here\n${joins[how]} ${sqlIdentifier(dataset)} AS there ON ${on.join(' AND ')}`
  const limit = how === 'anti' ? '\nWHERE there._row IS NULL' : ''
  return { text: `${text}${limit}`, columns: how === 'anti' ? own : [...own, ...brought] }
}

function united(relation: SqlRelation, from: string, { dataset, columns }: SqlUnion, other: Other): Written {
  const { place, where } = relation
  const first = columns.map(({ name, sql, storage }) => namedText({ name, sql: kept(sql, storage) }))
  const second = columns.map(({ name, other: at, storage }) =>
    namedText({ name, sql: kept(at === null ? null : sqlIdentifier(other[at] as string), storage) }),
  )
  const behind = `(SELECT coalesce(max(_row), -1) + 1 FROM ${from}) + _row AS _row`
  const text = [
    `SELECT ${[...first, `${place} AS _row`].join(', ')} FROM ${from}${whereText(where)}`,
    `SELECT ${[...second, behind].join(', ')} FROM ${sqlIdentifier(dataset)}`,
  ].join('\nUNION ALL\n')
  return { text: renumbered(columns, text, '_row'), columns }
}

/** A value of one side as the whole column keeps it. */
export function kept(sql: string | null, storage: SqlColumn['storage']): string {
  if (sql === null) return 'NULL'
  return storage === 'real' ? `CAST(${sql} AS REAL)` : sql
}

function unpivoted(relation: SqlRelation, from: string, { rest, melted, name, value }: SqlUnpivot): Written {
  const { place, where } = relation
  const columns = [...rest, name, value]
  const parts = melted.map(({ name: called, sql }, i) => {
    const list = [...rest.map(namedText), `${sqlText(called)} AS ${sqlIdentifier(name.name)}`]
    const own = [
      namedText({ name: value.name, sql: kept(sql, value.storage) }),
      `${place} * ${melted.length} + ${i} AS _row`,
    ]
    return `SELECT ${[...list, ...own].join(', ')} FROM ${from}${whereText(where)}`
  })
  return { text: renumbered(columns, parts.join('\nUNION ALL\n'), '_row'), columns }
}
