import { failure } from '@shared/contract/app-error'
import { text } from '@shared/contract/text'
import type { RunRequest } from '@shared/contract/workspace'
import type { InputRole, Method } from '@shared/methods/define-method'
import type { WantedColumn } from './load-columns'

type MethodRoles = Pick<Method, 'id' | 'inputs'>

/**
 * Checks the columns of a request against the roles a method declares.
 * @param columns per role a name or a list of names
 * @returns per declared role the columns to load; an optional role that was not given is an empty list
 * @throws roleUnknown, roleMissing, roleTooFew, roleTooMany, columnTwice
 */
export function checkColumns(
  { id, inputs }: MethodRoles,
  columns: NonNullable<RunRequest['columns']>,
): Record<string, WantedColumn[]> {
  const known = new Set(Object.entries(inputs).flatMap(([role, { alias }]) => [role, ...(alias ? [alias] : [])]))
  const unknown = Object.keys(columns).find((role) => !known.has(role))
  if (unknown !== undefined) {
    throw failure('roleUnknown', {
      role: unknown,
      method: methodName(id),
      roles: Object.keys(inputs).join(', ') || '–',
    })
  }
  const roles = Object.entries(inputs).map(([role, input]) => {
    const name = !Object.hasOwn(columns, role) && input.alias ? input.alias : role
    const given = Object.hasOwn(columns, name) ? columns[name] : undefined
    const names = given === undefined || given === '' ? [] : [given].flat()
    checkRole(id, role, input, names)
    return [role, names.map((name) => ({ name, as: input.as }))]
  })
  return Object.fromEntries(roles)
}

function checkRole(id: string, role: string, input: InputRole, names: readonly string[]): void {
  const values = {
    role,
    label: text(`methods.${id}.inputs.${role}.label`),
    method: methodName(id),
    given: names.length,
  }
  const place = { parameter: role }
  if (names.length === 0 && input.required) throw failure('roleMissing', values, place)
  if (names.length > 1 && input.count === 'one') throw failure('roleTooMany', values, place)
  const needed = input.min ?? 1
  if (names.length > 0 && names.length < needed) throw failure('roleTooFew', { ...values, needed }, place)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) throw failure('columnTwice', { ...values, column: twice }, { ...place, column: twice })
}

function methodName(id: string) {
  return text(`methods.${id}.name`)
}
