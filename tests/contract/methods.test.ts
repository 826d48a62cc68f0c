import { type AppError, AppException } from '@shared/contract/app-error'
import type { Progress } from '@shared/contract/run-events'
import { methodDescriptorSchema } from '@shared/contract/workspace'
import { isMatrix } from '@shared/dataset/column'
import { arrayTypeOf, packResult, unpackResult } from '@shared/dataset/result-arrays'
import { messages } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import type { Method, MethodInput, Outcome } from '@shared/methods/define-method'
import { describeMethod, parameterSchema } from '@shared/methods/describe-method'
import { parseParams } from '@shared/methods/parse-params'
import { methods } from '@shared/methods/registry'
import { describe, expect, test } from 'vitest'
import { generateInput, type Scenario } from './generate-input'
import { createContext, drive, presentContext, runMethod } from './harness'
import { invalidValues } from './invalid-params'
import { expectReadable, expectTranslated } from './read-elements'

const all = [...methods.values()].map((method) => [method.id, method] as const)
const degenerate: Scenario[] = ['constant', 'empty', 'missing', 'some-missing', 'one-row', 'one-column', 'duplicates']

function errorOf(action: () => unknown): AppError {
  try {
    action()
  } catch (thrown) {
    if (thrown instanceof AppException) return thrown.error
    throw thrown
  }
  throw new Error('nothing was thrown')
}

interface UsualRun {
  input: MethodInput
  /** The input as it was before the run. */
  before: MethodInput
  outcome: Outcome<unknown>
  progress: Progress[]
}

const usualRuns = new Map<string, UsualRun>()

/** One run of a method on usual data with its defaults, made once and looked at by many tests. */
function usualRun(method: Method): UsualRun {
  const known = usualRuns.get(method.id)
  if (known) return known
  const input = generateInput(method)
  const before = structuredClone(input)
  const progress: Progress[] = []
  const steps = method.compute(input, parseParams(method, {}), createContext(3))
  const outcome = drive(steps, (step) => progress.push(step))
  const run = { input, before, outcome, progress }
  usualRuns.set(method.id, run)
  return run
}

describe.each(all)('%s', (_, method) => {
  test('defaults parse, and parse again to the same', () => {
    const defaults = parseParams(method, {})
    expect(parseParams(method, structuredClone(defaults))).toEqual(defaults)
    expect(parseParams(method, undefined)).toEqual(defaults)
  })

  test('describes itself as JSON', () => {
    const descriptor = describeMethod(method)
    expect(methodDescriptorSchema.parse(JSON.parse(JSON.stringify(descriptor)))).toEqual(descriptor)
    expect(Object.keys(parameterSchema(method).properties ?? {})).toEqual(Object.keys(method.params.shape))
    expect(Object.keys(method.params.shape)).toEqual(expect.arrayContaining([...method.primaryParams]))
    expect(method.references.length).toBeGreaterThan(0)
  })

  test('an invalid parameter is refused with its name, its constraint and the value', () => {
    for (const [parameter, schema] of Object.entries(parameterSchema(method).properties ?? {})) {
      const forbidden = invalidValues(schema).filter(
        (value) => !method.params.safeParse({ [parameter]: value }).success,
      )
      expect(forbidden.length, `${parameter} has values that are refused`).toBeGreaterThan(0)
      for (const value of forbidden) {
        const error = errorOf(() => parseParams(method, { [parameter]: value }))
        expect(error).toMatchObject({ code: 'parameterInvalid', parameter })
        expectTranslated(error.message)
        const words = translate(error.message, 'en')
        expect(words).toContain(`'${parameter}'`)
        expect(words).toContain(Number.isNaN(value) ? 'NaN' : JSON.stringify(value))
        expect(words).toMatch(/must be (a|one|at|true|text)/)
      }
    }
  })

  test('an unknown parameter is refused, naming those that exist', () => {
    const error = errorOf(() => parseParams(method, { noSuchParameter: 1 }))
    expect(error.code).toBe('parameterUnknown')
    for (const name of Object.keys(method.params.shape)) expect(translate(error.message, 'en')).toContain(name)
  })

  test('same seed, same result, in whatever order kernels run', () => {
    const { input, outcome } = usualRun(method)
    expect(runMethod(method, input, {}, createContext(3))).toEqual(outcome)
    const reversed = createContext(
      3,
      () => false,
      (ranges) => ranges.toReversed(),
    )
    expect(runMethod(method, input, {}, reversed)).toEqual(outcome)
  })

  test('the input is left as it was', () => {
    const { input, before } = usualRun(method)
    expect(input).toEqual(before)
  })

  test('the result fits its schema and survives structured clone and storage', () => {
    const { input, outcome } = usualRun(method)
    const { result, diagnostics } = outcome
    expect(method.result.safeParse(result).error?.issues ?? []).toEqual([])
    expect(structuredClone(result)).toEqual(result)
    const { json, arrays } = packResult(result)
    expect(unpackResult({ json: JSON.parse(JSON.stringify(json)), arrays })).toEqual(result)
    expect(diagnostics.rowsUsed + diagnostics.rowsDropped).toBe(input.nRows)
    expect(diagnostics.dropped.reduce((sum, { rows }) => sum + rows, 0)).toBe(diagnostics.rowsDropped)
  })

  test('per-row fields have one entry per row, and long arrays are typed', () => {
    const { input, outcome } = usualRun(method)
    const result = outcome.result as Record<string, unknown>
    for (const field of method.perRow) {
      const value = result[field]
      const length = isMatrix(value) ? value.nRows : (value as { length: number }).length
      expect(length, field).toBe(input.nRows)
    }
    if (method.segmentLabels) expect(method.perRow).toContain(method.segmentLabels)
    if (input.nRows > 0)
      expect(longestList(result), 'no list in the result is as long as the data').toBeLessThan(input.nRows)
  })

  test('present shows the result in both languages, without a number that is none', () => {
    const { input, outcome } = usualRun(method)
    expectPresentable(method, input, outcome)
  })

  test('a run can be stopped: it yields before it ends, with progress in [0, 1] that has words', () => {
    const { input, progress } = usualRun(method)
    expect(progress.length).toBeGreaterThan(0)
    for (const { stage, fraction } of progress) {
      expect(fraction === null || (fraction >= 0 && fraction <= 1)).toBe(true)
      expectTranslated({ key: `stages.${stage}` })
    }
    const steps = method.compute(input, parseParams(method, {}), createContext())
    steps.next()
    expect(steps.return(undefined as never).done).toBe(true)
  })

  test('a run that is cancelled inside its kernels throws cancelled or yields', () => {
    const input = generateInput(method)
    let cancelled = false
    const steps = method.compute(
      input,
      parseParams(method, {}),
      createContext(1, () => cancelled),
    )
    steps.next()
    cancelled = true
    try {
      expect(steps.next().value).toBeDefined()
    } catch (thrown) {
      expect(thrown).toMatchObject({ error: { code: 'cancelled' } })
    }
  })

  test.each(degenerate)('%s data: a clear error, or a result without NaN', (scenario) => {
    const input = generateInput(method, scenario)
    try {
      expectPresentable(method, input, runMethod(method, input))
    } catch (thrown) {
      if (!(thrown instanceof AppException)) throw thrown
      expect(thrown.error.code).not.toBe('internal')
      expectTranslated(thrown.error.message)
    }
  })

  test('has words for itself, its roles, its parameters and their options', () => {
    const base = `methods.${method.id}`
    const keys = [`${base}.name`, `${base}.summary`, `${base}.formula`, `${base}.caveats`]
    for (const role of Object.keys(method.inputs))
      keys.push(`${base}.inputs.${role}.label`, `${base}.inputs.${role}.help`)
    for (const [name, schema] of Object.entries(parameterSchema(method).properties ?? {})) {
      keys.push(`${base}.params.${name}.label`, `${base}.params.${name}.help`)
      const parts = [schema, ...(schema.anyOf ?? [])]
      const options = parts.flatMap((part) => [...(part.enum ?? []), ...(part.const === undefined ? [] : [part.const])])
      for (const option of options) keys.push(`${base}.params.${name}.options.${option}`)
    }
    for (const key of keys) for (const words of Object.values(messages)) expect(words.has(key), key).toBe(true)
  })
})

function expectPresentable(method: Method, input: MethodInput, outcome: Outcome<unknown>): void {
  const context = presentContext(method, input, {}, outcome)
  const stored = unpackResult(packResult(outcome.result))
  const elements = method.present(stored, context)
  expect(elements.length).toBeGreaterThan(0)
  expect(method.present(outcome.result, context)).toEqual(elements)
  expectReadable(elements, stored, input)
}

/** Length of the longest plain list anywhere in a value. */
function longestList(value: unknown): number {
  if (typeof value !== 'object' || value === null || arrayTypeOf(value) || isMatrix(value)) return 0
  const own = Array.isArray(value) ? value.length : 0
  return Math.max(own, ...Object.values(value).map(longestList))
}
