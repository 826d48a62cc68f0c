import { failure } from '@shared/contract/app-error'
import type { Method } from '@shared/methods/define-method'

/** Methods by id, as the registry has them. */
export type Methods = ReadonlyMap<string, Method>

/** The method of that id. @throws methodUnknown with the ids that exist */
export function methodOf(methods: Methods, id: string): Method {
  const method = methods.get(id)
  if (!method) throw failure('methodUnknown', { method: id, methods: [...methods.keys()].join(', ') })
  return method
}
