import { NO_LABEL } from '@shared/dataset/column'
import { unpackResult } from '@shared/dataset/result-arrays'
import { afterAll, describe, expect, test } from 'vitest'
import { openReadable } from '../../../electron/database/connection'
import { runMethod } from '../../../electron/worker/run-method'
import { spreadRows } from '../../../electron/worker/spread-rows'
import type { RunTask } from '../../../electron/worker/tasks'
import { codeOf, scratchFolder } from '../database/scratch'
import { makeWorkspace } from './make-workspace'
import { testKernels, testMethods } from './test-methods'

const workspace = makeWorkspace(scratchFolder(), {
  shop: {
    x: { storage: 'real', values: [1, -2, 3, -4, 5] },
    city: { storage: 'text', values: ['a', 'b', null, 'a', 'c'] },
  },
})
const database = openReadable(workspace.path)
afterAll(() => {
  database.close()
  workspace.close()
})

function run(request: Partial<RunTask['request']>, rest: Partial<RunTask> = {}) {
  const task: RunTask = {
    workspace: workspace.path,
    request: { methodId: 'double', dataset: 'shop', columns: { numbers: ['x'] }, ...request },
    ...rest,
  }
  const services = {
    methods: testMethods,
    kernels: testKernels(false),
    cancelFlag: new Int32Array(1),
    helpers: null,
    onProgress: () => {},
  }
  return runMethod(database, task, services)
}

const resultOf = (output: ReturnType<typeof run>) => unpackResult(output.packed) as Record<string, unknown>
const refusal = (request: Partial<RunTask['request']>) => codeOf(() => run(request))

describe('columns of a request', () => {
  test('arrive as their role says', () => {
    const output = run({ columns: { numbers: ['x'], anything: 'city', words: 'x' } })
    expect(resultOf(output).kinds).toEqual(['categorical', 'categorical'])
    expect(resultOf(run({ columns: { numbers: 'x', anything: 'x' } })).kinds).toEqual(['numeric', null])
  })

  test('that do not fit are refused, each with its own code', () => {
    expect(refusal({ columns: {} })).toBe('roleMissing')
    expect(refusal({ columns: { numbers: [] } })).toBe('roleMissing')
    expect(refusal({ columns: { numbers: ['x'], other: 'x' } })).toBe('roleUnknown')
    expect(refusal({ columns: { numbers: ['x'], constructor: 'x' } })).toBe('roleUnknown')
    expect(refusal({ columns: { numbers: ['x', 'x'] } })).toBe('columnTwice')
    expect(refusal({ columns: { numbers: ['x'], anything: ['x', 'city'] } })).toBe('roleTooMany')
    expect(refusal({ columns: { numbers: ['nothing'] } })).toBe('columnMissing')
    expect(refusal({ columns: { numbers: ['city'] } })).toBe('columnNotNumeric')
    expect(refusal({ dataset: 'nothing' })).toBe('datasetUnknown')
    expect(refusal({ dataset: null })).toBe('datasetRequired')
  })
})

describe('a run on some rows', () => {
  test('computes on those alone; per-row fields are as long as the dataset, missing elsewhere', () => {
    const output = run({ where: 'x <> 1' }, { rowIds: Int32Array.of(1, 2, 4) })
    expect(output.diagnostics.rowsUsed).toBe(3)
    expect(resultOf(output)).toMatchObject({
      rowIds: [1, 2, 4],
      doubled: Float64Array.of(Number.NaN, -4, 6, Number.NaN, 10),
      labels: Int32Array.of(NO_LABEL, 1, 0, NO_LABEL, 0),
    })
    expect(output.request.where).toBe('x <> 1')
  })

  test('takes them from the revision it is told', () => {
    expect(run({ dataset: 'whatever it was called' }, { revisionId: 1 }).revisionId).toBe(1)
    expect(codeOf(() => run({}, { revisionId: 99 }))).toBe('revisionUnknown')
  })
})

describe('spreadRows', () => {
  test('places matrices and lists; leaves a whole run’s result as it is', () => {
    const scores = { kind: 'matrix', nRows: 2, nColumns: 2, data: Float64Array.of(1, 2, 3, 4) }
    const result = { scores, names: ['a', 'b'], other: [1, 2], absent: null }
    const rowIds = Int32Array.of(2, 0)
    expect(spreadRows(result, ['scores', 'names', 'absent'], rowIds, 3)).toEqual({
      scores: { kind: 'matrix', nRows: 3, nColumns: 2, data: Float64Array.of(3, 4, Number.NaN, Number.NaN, 1, 2) },
      names: ['b', null, 'a'],
      other: [1, 2],
      absent: null,
    })
    expect(spreadRows(result, ['scores'], rowIds, 2)).toBe(result)
  })

  test('a field of another length than the run has rows is a fault', () => {
    expect(codeOf(() => spreadRows({ labels: new Int32Array(3) }, ['labels'], Int32Array.of(0, 1), 5))).toBe('internal')
    expect(codeOf(() => spreadRows({ labels: new Int32Array(3) }, ['labels'], Int32Array.of(0, 1), 2))).toBe('internal')
  })
})
