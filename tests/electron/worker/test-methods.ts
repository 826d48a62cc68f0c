import type { Column } from '@shared/dataset/column'
import {
  assembleMethod,
  defineMethod,
  type InputRole,
  type Kernel,
  type Method,
  type MethodContext,
  type MethodInput,
} from '@shared/methods/define-method'
import { z } from 'zod'

/** Methods that do what real ones must not, and kernels to go with them. */

const params = z.object({ seconds: z.number().min(0).max(60).default(30), ranges: z.int().min(1).default(16) })
type Params = z.output<typeof params>

const numbers: InputRole = { count: 'many', required: true, min: 1, measureTypes: ['continuous'], as: 'numeric' }
const anything: InputRole = { count: 'one', required: false, measureTypes: ['nominal'], as: 'any' }
const words: InputRole = { count: 'one', required: false, measureTypes: ['nominal'], as: 'categorical' }

function method(
  id: string,
  inputs: Record<string, InputRole>,
  compute: (input: MethodInput, params: Params, context: MethodContext) => Iterable<number, Record<string, unknown>>,
  perRow: readonly string[] = [],
): Method {
  const spec = defineMethod<typeof params, Record<string, unknown>>({
    id,
    family: 'explore',
    inputs,
    params,
    result: z.record(z.string(), z.unknown()),
    perRow,
    references: [],
    primaryParams: [],
  })
  const made = assembleMethod(
    spec,
    function* (input, given, context) {
      const steps = compute(input, given, context)[Symbol.iterator]()
      let step = steps.next()
      for (; !step.done; step = steps.next()) yield { stage: 'working', fraction: step.value }
      const dropped = { rowsUsed: input.nRows, rowsDropped: 0, dropped: [], converged: null, iterations: null }
      return { result: step.value, diagnostics: dropped }
    },
    (result) => [
      {
        type: 'table',
        id: 'table',
        title: { literal: 'Table' },
        columns: [{ id: 'value', label: { literal: 'Value' } }],
        rows: [[(result.cells as Float64Array | undefined)?.[0] ?? 0]],
      },
      {
        type: 'figure',
        id: 'scatter',
        title: { literal: 'Scatter' },
        layout: {},
        data: [
          {
            type: 'scattergl',
            x: { $column: 'x' },
            y: { $result: 'doubled' },
            $groupBy: { $result: 'labels' },
            $rows: true,
          },
        ],
      },
    ],
  )
  return made as unknown as Method
}

const first = (input: MethodInput, role: string): Column | undefined => input.columns[role]?.[0]

/** Doubles the first column and labels rows by its sign. */
const double = method(
  'double',
  { numbers, anything, words },
  function* (input, _params, context) {
    const column = first(input, 'numbers')
    const values = column?.kind === 'numeric' ? column.values : new Float64Array(0)
    yield 0.5
    return {
      doubled: values.map((value) => 2 * value),
      labels: Int32Array.from(values, (value) => (value < 0 ? 1 : 0)),
      random: context.random.next(),
      rowIds: [...input.rowIds],
      kinds: [first(input, 'anything')?.kind ?? null, first(input, 'words')?.kind ?? null],
    }
  },
  ['doubled', 'labels'],
)

/** Works in small steps for as long as it is told. */
const slow = method('slow', {}, function* ({ nRows }, { seconds }) {
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    const pause = performance.now() + 5
    while (performance.now() < pause);
    yield 0.5
  }
  return { nRows }
})

/** Never comes back, never asks whether it was cancelled. */
const stubborn = method('stubborn', {}, function* () {
  yield 0
  for (;;);
})

/** Takes its thread down with it. */
const dying = method('dying', {}, function* () {
  yield 0
  process.exit(3)
})

const throwing = method('throwing', {}, function* () {
  yield 0
  throw new Error('a fault of the method')
})

const withNaN = method('with-nan', {}, function* () {
  yield 0
  return { statistics: [{ mean: Number.NaN }] }
})

const withBadTable = method('with-bad-table', {}, function* () {
  yield 0
  return { cells: Float64Array.of(Number.NaN) }
})

/** Sums harmonic numbers per range; each range's sum goes to its own place. */
const threaded = method('threaded', {}, function* (_input, { ranges, seconds }, context) {
  const sums = new Float64Array(new SharedArrayBuffer(8 * ranges))
  const list = Array.from({ length: ranges }, (_, index) => ({
    start: index * 200_000,
    end: (index + 1) * 200_000,
    index,
  }))
  const begin = performance.now()
  let calls = 0
  do {
    context.parallel('harmonic', { sums }, { offset: 1 }, list)
    calls++
    yield 0.5
  } while (performance.now() - begin < seconds * 1000)
  return { sums: sums.slice(), total: sums.reduce((a, b) => a + b, 0), calls }
})

const failing = method('failing-kernel', {}, function* (_input, { ranges }, context) {
  const list = Array.from({ length: ranges }, (_, index) => ({ start: 0, end: 1, index }))
  yield 0
  context.parallel('failing', {}, {}, list)
  return {}
})

/** A helper thread ends in the middle of a range. */
const losing = method('losing-helper', {}, function* (_input, { ranges }, context) {
  const sums = new Float64Array(new SharedArrayBuffer(8 * ranges))
  const seen = new Int32Array(new SharedArrayBuffer(4))
  const list = Array.from({ length: ranges }, (_, index) => ({
    start: index * 200_000,
    end: (index + 1) * 200_000,
    index,
  }))
  for (;;) {
    context.parallel('deadly', { sums, seen }, { offset: 1 }, list)
    yield 0.5
  }
})

const harmonic: Kernel = (buffers, { offset = 0 }, { start, end, index }) => {
  const { sums } = buffers as { sums: Float64Array }
  let sum = 0
  for (let i = start; i < end; i++) sum += 1 / (i + offset)
  sums[index] = sum
}

export const testMethods: ReadonlyMap<string, Method> = new Map(
  [double, slow, stubborn, dying, throwing, withNaN, withBadTable, threaded, failing, losing].map((one) => [
    one.id,
    one,
  ]),
)

/** @param isHelper whether the thread that runs the kernel is a helper, which the deadly one ends */
export function testKernels(isHelper: boolean): Record<string, Kernel> {
  return {
    harmonic,
    failing: (_buffers, _values, { index }) => {
      if (index === 3) throw new Error('a fault of the kernel')
    },
    deadly: (buffers, values, range) => {
      if (isHelper) process.exit(3)
      harmonic(buffers, values, range)
    },
  }
}
