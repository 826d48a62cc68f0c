import { failure } from '../contract/app-error'
import type { Method } from './define-method'
import * as modules from './index'

/** Every method by id, in the order of their ids. Cost: none after the first call. */
export const methods: ReadonlyMap<string, Method> = new Map(
  (Object.values(modules) as unknown as Method[])
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((method) => [method.id, method]),
)

/** The method of that id; throws `methodUnknown` with the ids that exist. */
export function methodOf(id: string): Method {
  const method = methods.get(id)
  if (!method) throw failure('methodUnknown', { method: id, methods: [...methods.keys()].join(', ') })
  return method
}
