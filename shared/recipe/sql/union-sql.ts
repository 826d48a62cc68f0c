import { commonStorage } from '../common-storage'
import type { SqlDataset, SqlUnion } from './sql-break'
import { type SqlRelation, sqlColumn } from './sql-relation'

/** A union as SQL; null when a column would have to be written as text. */
export function unionSql(relation: SqlRelation, other: SqlDataset, which: 'all' | 'common'): SqlUnion | null {
  const find = (name: string) => other.columns.findIndex((column) => column.name === name)
  const names = [...new Set([...relation.columns, ...other.columns].map(({ name }) => name))]
  const lonely = names.filter((name) => !sqlColumn(relation, name) || find(name) < 0)
  const kept = which === 'common' ? names.filter((name) => !lonely.includes(name)) : names
  const columns = kept.map((name): SqlUnion['columns'][number] | null => {
    const [own, place] = [sqlColumn(relation, name), find(name)]
    const theirs = other.columns[place]
    if (own?.storage === null) return null
    const [a, b] = [own?.storage ?? theirs?.storage, theirs?.storage ?? own?.storage]
    if (!a || !b) return null
    const storage = commonStorage(a, b)
    const isAsItIs = storage === a && storage === b
    if (!isAsItIs && storage !== 'real') return null
    const { measureType, role } = own ?? theirs ?? {}
    return { name, storage, measureType, role, sql: own?.sql ?? null, other: place < 0 ? null : place }
  })
  if (columns.length === 0 || !columns.every((column) => column !== null)) return null
  return { kind: 'union', dataset: other.name, columns, lonely, which }
}
