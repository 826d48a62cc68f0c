import { readFileSync } from 'node:fs'
import { type Frame, numberColumn, textColumnOf } from '@shared/recipe/frame'
import { expect, test } from 'vitest'
import { applied, step, values } from './tables'

type Numbers = (number | null)[]
type Fence = [number, number]

interface Power {
  lambda_: number
  values: Numbers
  plain: Numbers
}

interface Reference {
  data: Record<string, (number | string | null)[]>
  scale: Record<string, Record<string, Numbers | Power>>
  bin: Record<string, Record<string, { edges?: number[]; places?: number[]; cuts?: number[] }>>
  impute: Record<string, unknown[]>
  encode: { label: number[]; ordinal: number[]; oneHot: Record<string, number[]>; frequency: number[] }
  outliers: Record<string, Record<'iqr' | 'z' | 'populationZ' | 'mad', Fence> & { outside: Record<string, number[]> }>
}

/** Oracle: scikit-learn, scipy and pandas; versions and settings stand in the file's `_meta`. */
const reference = JSON.parse(readFileSync(new URL('./fixtures/preparation.json', import.meta.url), 'utf8')) as Reference

const columns = Object.entries(reference.data)
const start: Frame = {
  nRows: columns[0]?.[1].length ?? 0,
  columns: columns.map(([name, cells]) =>
    cells.some((cell) => typeof cell === 'string')
      ? textColumnOf(name, cells as (string | null)[])
      : numberColumn(
          name,
          'real',
          Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
        ),
  ),
}

function made(kind: string, params: Record<string, unknown>, name: string) {
  return values(applied(start, [step(kind, params)]).frame, name)
}

/** Compares values; missing ones must be missing. */
function close(ours: readonly unknown[], theirs: readonly unknown[], tolerance: number): void {
  expect(ours.length).toBe(theirs.length)
  for (const [row, value] of theirs.entries()) {
    if (typeof value !== 'number') expect(ours[row]).toBe(value)
    else expect(Math.abs((ours[row] as number) - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)))
  }
}

test.each(Object.keys(reference.scale))('%s: scaled as by scikit-learn (1e-12, powers 1e-6)', (column) => {
  for (const [method, expected] of Object.entries(reference.scale[column] ?? {})) {
    const scaled = (more: object) => made('scale', { columns: [column], method, ...more }, column)
    if (Array.isArray(expected)) {
      close(scaled({}), expected, 1e-12)
      continue
    }
    close(scaled({}), expected.values, 1e-6)
    close(scaled({ standardize: false }), expected.plain, 1e-6)
  }
})

test.each(Object.keys(reference.bin))(
  '%s: every value in the range of KBinsDiscretizer, cuts of its tree',
  (column) => {
    for (const [key, expected] of Object.entries(reference.bin[column] ?? {})) {
      const [, method, ofCity, bins] = /^(\S+)( of city)? (\d+)$/.exec(key) as RegExpExecArray
      const target = ofCity ? 'city' : 'y'
      const params = { column, method, bins: Number(bins), labels: 'numbers', target, least: 3 / start.nRows }
      const places = made('bin', params, `${column}_bin`)
      if (expected.cuts) {
        const cuts = expected.cuts
        const behind = (start.columns.find(({ name }) => name === column) as { values: Float64Array }).values
        expect(places, key).toEqual(Array.from(behind, (value) => cuts.filter((cut) => value >= cut).length))
      } else expect(places, key).toEqual(expected.places)
    }
  },
)

test.each(['mean', 'median', 'mode', 'constant'])('%s fills as SimpleImputer does (1e-12)', (method) => {
  const params = { columns: ['a', 'b', 'c'], method, value: method === 'constant' ? -1.5 : null }
  for (const [j, name] of ['a', 'b', 'c'].entries())
    close(made('impute', params, name), reference.impute[method]?.[j] as Numbers, 1e-12)
  if (method === 'mode')
    expect(made('impute', { columns: ['cityWithGaps'], method }, 'cityWithGaps')).toEqual(
      reference.impute['mode of city'],
    )
})

test.each([1, 3, 5])('%i nearest rows fill as KNNImputer does (1e-12)', (neighbours) => {
  const params = { columns: ['a', 'b', 'c'], method: 'k-nearest', neighbours }
  for (const [j, name] of ['a', 'b', 'c'].entries())
    close(made('impute', params, name), reference.impute[`k-nearest ${neighbours}`]?.[j] as Numbers, 1e-12)
})

test.each([1, 3, 10])('%i rounds of regression fill as IterativeImputer does (1e-9)', (rounds) => {
  const params = { columns: ['a', 'b', 'c'], method: 'model', rounds }
  for (const [j, name] of ['a', 'b', 'c'].entries())
    close(made('impute', params, name), reference.impute[`model ${rounds}`]?.[j] as Numbers, 1e-9)
})

test('group medians and neighbours in time fill as pandas does (1e-12)', () => {
  const fill = (params: object) => made('impute', { columns: ['a'], ...params }, 'a')
  close(fill({ method: 'group-median', by: ['city'] }), reference.impute['group-median'] ?? [], 1e-12)
  close(fill({ method: 'previous' }), reference.impute['previous'] ?? [], 0)
  close(fill({ method: 'next' }), reference.impute['next'] ?? [], 0)
  close(fill({ method: 'previous', by: ['city'] }), reference.impute['previous by city'] ?? [], 0)
})

test('categories become the numbers of LabelEncoder, OrdinalEncoder and OneHotEncoder', () => {
  const { label, ordinal, oneHot, frequency } = reference.encode
  const encoded = (params: object, name: string) => made('encode', { column: 'city', ...params }, name)
  expect(encoded({ method: 'label' }, 'city_label')).toEqual(label)
  const order = ['Nice', 'Lyon', 'lyon', '上海', 'Paris']
  expect(encoded({ method: 'ordinal', order }, 'city_ordinal')).toEqual(ordinal)
  for (const [level, marks] of Object.entries(oneHot))
    expect(encoded({ method: 'one-hot' }, `city_${level}`)).toEqual(marks)
  close(encoded({ method: 'frequency' }, 'city_frequency'), frequency, 1e-15)
})

test.each(Object.keys(reference.outliers))('%s: fences of three rules (1e-12)', (column) => {
  const { outside, ...fences } = reference.outliers[column] as Reference['outliers'][string]
  const own = (start.columns.find(({ name }) => name === column) as { values: Float64Array }).values
  for (const [key, [low, high]] of Object.entries(fences)) {
    if (low === high) continue
    const rule = key === 'populationZ' ? 'z' : key
    const params = { columns: [column], rule, threshold: rule === 'z' ? 2 : null }
    const spread = key === 'populationZ' ? { deviation: 'population' } : {}
    const clipped = made('treat-outliers', { ...params, ...spread, action: 'clip' }, column)
    close(
      clipped,
      Array.from(own, (value) => Math.min(high, Math.max(low, value))),
      1e-12,
    )
    if (!outside[key]) continue
    const flags = made('treat-outliers', { ...params, action: 'flag' }, `${column}_outlier`)
    expect(flags.flatMap((flag, row) => (flag === 1 ? [row] : []))).toEqual(outside[key])
  }
})
