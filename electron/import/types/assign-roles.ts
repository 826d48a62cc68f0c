import type { ColumnRole, StorageType } from '@shared/dataset/schema'
import { type ColumnSample, DISTINCT_LIMIT } from './column-sample'
import { roleScores } from './roles'

const numericRoles: readonly ColumnRole[] = ['amount', 'quantity', 'unitPrice', 'cost', 'rating']

/**
 * Gives each role to the column that fits it best by name, if its values do not contradict: an amount is a number, a date is a
 * date. A date without a name that says so is recognised when it is the only one.
 * @returns per column its role, or null
 */
export function assignRoles(
  names: readonly string[],
  samples: readonly ColumnSample[],
  storages: readonly StorageType[],
): (ColumnRole | null)[] {
  const wishes = names.flatMap((name, column) =>
    roleScores(name)
      .filter(({ role }) => isPossible(role, storages[column] as StorageType, samples[column] as ColumnSample))
      .map(({ role, score }) => ({ column, role, score })),
  )
  const roles: (ColumnRole | null)[] = names.map(() => null)
  const taken = new Set<ColumnRole>()
  for (const { column, role, score } of wishes.sort((a, b) => b.score - a.score || a.column - b.column)) {
    if (roles[column] !== null || taken.has(role) || score < 0.4) continue
    roles[column] = role
    taken.add(role)
  }
  return onlyDate(roles, storages, taken)
}

function isPossible(role: ColumnRole, storage: StorageType, sample: ColumnSample): boolean {
  const isDate = storage === 'date' || storage === 'datetime'
  if (role === 'date') return isDate
  if (isDate) return false
  if (numericRoles.includes(role)) return storage === 'integer' || storage === 'real'
  if (role === 'text' || role === 'name') return storage === 'text'
  if (role === 'category' || role === 'outcome')
    return storage !== 'real' && sample.distinct.size <= Math.max(30, sample.values / 2)
  if (role === 'order' && storage === 'integer') return numbersOrders(sample)
  return storage !== 'real'
}

/** Numbers that name orders hardly repeat; a count of orders per customer does. */
function numbersOrders(sample: ColumnSample): boolean {
  return sample.minimum >= 1000 || sample.distinct.size >= Math.min(sample.values, DISTINCT_LIMIT) * 0.2
}

function onlyDate(
  roles: (ColumnRole | null)[],
  storages: readonly StorageType[],
  taken: ReadonlySet<ColumnRole>,
): (ColumnRole | null)[] {
  const dates = storages.flatMap((storage, i) => (storage === 'date' || storage === 'datetime' ? [i] : []))
  const [only] = dates
  if (taken.has('date') || dates.length !== 1 || only === undefined) return roles
  return roles.map((role, i) => (i === only ? 'date' : role))
}
