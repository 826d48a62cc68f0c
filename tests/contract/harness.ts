import { AppException } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { literal, text } from '@shared/contract/text'
import type { CategoricalColumn, Column, NumericColumn } from '@shared/dataset/column'
import type { MeasureType } from '@shared/dataset/schema'
import { kernels } from '@shared/math/kernels'
import { createRandom } from '@shared/math/random'
import type {
  KernelRange,
  Method,
  MethodContext,
  MethodInput,
  Outcome,
  PresentContext,
} from '@shared/methods/define-method'
import { parseParams } from '@shared/methods/parse-params'
import type { z } from 'zod'

/** A context without threads: kernels run range after range, in an order of the test's choice. */
export function createContext(
  seed = 42,
  cancelled: () => boolean = () => false,
  order: (ranges: readonly KernelRange[]) => readonly KernelRange[] = (ranges) => ranges,
): MethodContext {
  return {
    seed,
    random: createRandom(seed),
    cancelled,
    parallel: (name, buffers, values, ranges) => {
      const kernel = kernels[name]
      if (!kernel) throw new Error(`there is no kernel ${name}`)
      for (const range of order(ranges)) {
        if (cancelled()) throw new AppException({ code: 'cancelled', message: text('errors.cancelled') })
        kernel(buffers, values, range)
      }
    },
  }
}

export function numericColumn(
  name: string,
  values: Iterable<number>,
  measureType: MeasureType = 'continuous',
): NumericColumn {
  return { kind: 'numeric', name, measureType, values: Float64Array.from(values) }
}

/** Codes are positions among the different words, sorted; null is missing. */
export function categoricalColumn(name: string, words: readonly (string | null)[]): CategoricalColumn {
  const levels = [...new Set(words.filter((word) => word !== null))].sort()
  const codes = Int32Array.from(words, (word) => (word === null ? -1 : levels.indexOf(word)))
  return { kind: 'categorical', name, measureType: 'nominal', codes, levels }
}

/** A run's input from columns per role. */
export function inputOf(columns: Record<string, readonly Column[]>): MethodInput {
  const first = Object.values(columns).flat()[0]
  const nRows = first ? (first.kind === 'numeric' ? first.values : first.codes).length : 0
  return { nRows, rowIds: Int32Array.from({ length: nRows }, (_, i) => i), columns }
}

/** Runs a generator to its end; `onProgress` sees what it yields. */
export function drive<T>(steps: Generator<Progress, T, void>, onProgress?: (progress: Progress) => void): T {
  let step = steps.next()
  while (!step.done) {
    onProgress?.(step.value)
    step = steps.next()
  }
  return step.value
}

/** Computes a method from raw parameters, as the runner does. */
export function runMethod<R, P extends z.ZodObject = z.ZodObject>(
  method: Method<P, R>,
  input: MethodInput,
  params: Record<string, unknown> = {},
  context: MethodContext = createContext(),
): Outcome<R> {
  return drive(method.compute(input, parseParams(method, params), context))
}

/** What a viewer would hand to `present` for this run. */
export function presentContext(
  method: Method,
  input: MethodInput,
  params: Record<string, unknown>,
  outcome: Outcome<unknown>,
): PresentContext<Record<string, unknown>> {
  const columns = Object.entries(input.columns).map(([role, list]) => [role, list.map(({ name }) => name)])
  return {
    params: parseParams(method, params),
    diagnostics: { ...outcome.diagnostics, durationMs: 1, seed: 42 },
    columns: Object.fromEntries(columns),
    segmentName: (label) => literal(`#${label + 1}`),
  }
}
