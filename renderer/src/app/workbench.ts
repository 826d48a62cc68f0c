/**
 * Typed access to the application behind the window. Every verb answers its value or throws an `AppException`:
 *
 *   const datasets = await workbench.dataset.list()
 *   const { jobId } = await workbench.run.start(request)
 *
 * Lists (datasets, runs, reports, jobs) are better read from app/store, which keeps them fresh.
 * In a component, `useAnswer` (components/use-answer.ts) asks, waits and fails in the right way.
 */
import { AppException } from '@shared/contract/app-error'
import type { Result } from '@shared/contract/result'
import type { Workbench } from '@shared/contract/workbench'

declare global {
  interface Window {
    workbench: Workbench
  }
}

type Unwrapped<F> = F extends (...args: infer Arguments) => Promise<Result<infer Value>>
  ? (...args: Arguments) => Promise<Value>
  : F
type UnwrappedWorkbench = {
  [D in keyof Workbench]: Workbench[D] extends (...args: never) => unknown
    ? Unwrapped<Workbench[D]>
    : { [V in keyof Workbench[D]]: Unwrapped<Workbench[D][V]> }
}

type AnyVerb = (...args: unknown[]) => unknown

/** Waits for a result and answers its value; throws what went wrong as an `AppException`. */
export async function unwrap<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer
  if (result.status === 'error') throw new AppException(result.error)
  return result.value
}

function unwrapping(verb: AnyVerb): AnyVerb {
  return (...args) => {
    const answer = verb(...args)
    return answer instanceof Promise ? unwrap(answer as Promise<Result<unknown>>) : answer
  }
}

function domainOf(name: string): unknown {
  const domain = (window.workbench as unknown as Record<string, AnyVerb | Record<string, AnyVerb>>)[name]
  if (typeof domain === 'function') return unwrapping(domain)
  // The bridge's own objects are frozen: a proxy of one of them may not answer anything else than they do.
  return new Proxy({} as Record<string, unknown>, {
    get: (_target, verb: string) => {
      const found = domain?.[verb]
      return found && unwrapping(found)
    },
  })
}

export const workbench = new Proxy({}, { get: (_target, name: string) => domainOf(name) }) as UnwrappedWorkbench
