import { AppException } from '@shared/contract/app-error'
import { translate } from '@shared/locales/translate'
import { expect, test } from 'vitest'
import { applied, step, table, values } from './tables'

const _ = null
const rows = table({
  x: [1, 2, 3, 4, _, -6],
  y: [1, _, 3, 5, 2, 9],
  part: ['train', 'train', 'train', 'test', 'test', 'train'],
  kind: ['a', 'b', 'a', 'c', _, 'b'],
  none: [_, _, _, _, _, _],
})

/** The reason a step was refused for, in both languages. */
function refusal(kind: string, params: Record<string, unknown>): { code: string; words: string[] } {
  try {
    applied(rows, [step(kind, params)])
  } catch (thrown) {
    if (!(thrown instanceof AppException) || !('values' in thrown.error.message)) throw thrown
    const reason = thrown.error.message.values?.['reason'] as { key: string }
    return { code: reason.key, words: (['en', 'zh-CN'] as const).map((language) => translate(reason, language)) }
  }
  throw new Error('was not refused')
}

test.each([
  ['errors.valuesNotPositive', 'scale', { columns: ['x'], method: 'box-cox' }],
  ['errors.valuesNotPositive', 'scale', { columns: ['x'], method: 'log2' }],
  ['errors.columnEmpty', 'scale', { columns: ['none'] }],
  ['errors.scaleRangeInvalid', 'scale', { columns: ['x'], method: 'min-max', low: 1, high: 1 }],
  ['errors.scaleRangeInvalid', 'scale', { columns: ['x'], method: 'robust', lowerPercentile: 80 }],
  ['errors.scaleRangeInvalid', 'treat-outliers', { columns: ['x'], rule: 'percentile', lowerPercentile: 99 }],
  ['errors.learnFromNothing', 'scale', { columns: ['x'], learnFrom: 'part = "other"' }],
  ['errors.columnEmpty', 'impute', { columns: ['none'], method: 'mean' }],
  ['errors.columnEmpty', 'impute', { columns: ['x', 'none'], method: 'k-nearest' }],
  ['errors.imputeAlone', 'impute', { columns: ['x'], method: 'k-nearest' }],
  ['errors.imputeAlone', 'impute', { columns: ['x'], method: 'model' }],
  ['errors.columnEmpty', 'bin', { column: 'none' }],
  ['errors.binTargetMissing', 'bin', { column: 'x', method: 'tree' }],
  ['errors.binEdgesInvalid', 'bin', { column: 'x', method: 'custom', edges: [3, 1] }],
  ['errors.columnEmpty', 'encode', { column: 'none' }],
  ['errors.encodeOrderMissing', 'encode', { column: 'kind', method: 'ordinal' }],
  ['errors.encodeTargetMissing', 'encode', { column: 'kind', method: 'target' }],
  ['errors.encodeTargetNotTwo', 'encode', { column: 'part', method: 'target', target: 'kind' }],
])('%s: %s of %j says why, in both languages', (code, kind, params) => {
  const found = refusal(kind, params)
  expect(found.code).toBe(code)
  for (const words of found.words) expect(words).not.toContain('{')
  expect(found.words[0]).not.toBe(found.words[1])
})

test('what is learned from some rows is used on all, and nothing of the others enters it', () => {
  const learnFrom = 'part = "train"'
  const scaled = (x: (number | null)[]) => {
    const frame = table({ x, part: ['train', 'train', 'train', 'test', 'test', 'train'] })
    return values(applied(frame, [step('scale', { columns: ['x'], method: 'min-max', learnFrom })]).frame, 'x')
  }
  expect(scaled([1, 2, 3, 4, _, 0])).toEqual([1 / 3, 2 / 3, 1, 4 / 3, _, 0])
  expect(scaled([1, 2, 3, 1e9, 7, 0]).filter((_value, row) => row < 3 || row === 5)).toEqual([1 / 3, 2 / 3, 1, 0])
})

test('ranges open at both ends say so', () => {
  const binned = (params: object) =>
    values(
      applied(rows, [step('bin', { column: 'y', method: 'custom', edges: [2, 5], outside: 'ends', ...params })]).frame,
      'y_bin',
    )
  expect(binned({})).toEqual(['< 2', _, '[2, 5)', '≥ 5', '[2, 5)', '≥ 5'])
  expect(binned({ closed: 'right' })).toEqual(['≤ 2', _, '(2, 5]', '(2, 5]', '≤ 2', '> 5'])
})

test('ranges of near or long edges never look alike', () => {
  const frame = table({ day: [20240101, 20240102, 20240103, 20240104], share: [1, 1.0000001, 1.0000002, 1.0000003] })
  for (const column of ['day', 'share']) {
    const { frame: after } = applied(frame, [step('bin', { column, bins: 3, method: 'equal-width' })])
    expect(new Set(values(after, `${column}_bin`)).size).toBe(3)
  }
  const { frame: after } = applied(frame, [step('bin', { column: 'day', bins: 3, method: 'equal-width' })])
  expect(values(after, 'day_bin')[0]).toBe('[20240101, 20240102)')
})
