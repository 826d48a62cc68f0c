import { lineageOf } from '@shared/recipe/apply-recipe'
import { recipeStepSchema } from '@shared/recipe/recipe'
import { expect, test } from 'vitest'
import { applied, contents, step, table, values } from './tables'

const _ = null
const shop = table({
  city: ['Paris', 'Lyon', 'Paris', _, 'Lyon'],
  amount: [10, 20, _, 40, 1000],
  visits: [1, 2, 3, 4, _],
})

/** What a single step makes of the shop. */
const made = (kind: string, params: Record<string, unknown>, name: string) =>
  values(applied(shop, [step(kind, params)]).frame, name)

test('rows: filter, sort, duplicates', () => {
  expect(made('filter-rows', { where: 'amount >= 20' }, 'amount')).toEqual([20, 40, 1000])
  expect(made('filter-rows', { where: 'amount >= 20', keep: 'others' }, 'amount')).toEqual([10, _])
  expect(made('sort-rows', { by: [{ column: 'city' }, { column: 'amount', descending: true }] }, 'amount')).toEqual([
    1000,
    20,
    10,
    _,
    40,
  ])
  expect(made('remove-duplicates', { columns: ['city'] }, 'amount')).toEqual([10, 20, 40])
  expect(made('remove-duplicates', { columns: ['city'], keep: 'greatest', by: 'amount' }, 'amount')).toEqual([
    10, 40, 1000,
  ])
  expect(made('remove-duplicates', { columns: ['city'], keep: 'fullest' }, 'visits')).toEqual([1, 2, 4])
})

test('a sample is the same for the same seed, and stratified ones add up', () => {
  const many = table({
    id: Array.from({ length: 1000 }, (_v, i) => i),
    group: Array.from({ length: 1000 }, (_v, i) => (i % 10 === 0 ? 'a' : 'b')),
  })
  const draw = (params: Record<string, unknown>) => applied(many, [step('sample-rows', params)]).frame
  expect(values(draw({ size: 50, seed: 7 }), 'id')).toEqual(values(draw({ size: 50, seed: 7 }), 'id'))
  expect(values(draw({ size: 50, seed: 7 }), 'id')).not.toEqual(values(draw({ size: 50, seed: 8 }), 'id'))
  expect(new Set(values(draw({ size: 0.3 }), 'id')).size).toBe(300)
  const groups = values(draw({ size: 0.1, by: 'group' }), 'group')
  expect([groups.filter((group) => group === 'a').length, groups.length]).toEqual([10, 100])
})

test('columns: choose, rename, order, retype', () => {
  const after = applied(shop, [
    step('rename-columns', {
      columns: [
        { from: 'city', to: 'amount' },
        { from: 'amount', to: 'city' },
      ],
    }),
    step('reorder-columns', { columns: ['visits'] }),
    step('select-columns', { columns: ['visits', 'city'] }),
  ]).frame
  expect(contents(after)).toEqual({ visits: [1, 2, 3, 4, _], city: [10, 20, _, 40, 1000] })
  const written = table({
    price: ['¥1,200', '12%', 'x', _],
    day: ['2024/3/5', '2024年3月6日', '20240307', '2024-02-30'],
  })
  const { frame, reports } = applied(written, [
    step('retype-columns', { columns: ['price'], to: 'real' }),
    step('retype-columns', { columns: ['day'], to: 'date' }),
    step('retype-columns', { columns: ['day'], to: 'text' }),
  ])
  expect(contents(frame)).toEqual({ price: [1200, 0.12, _, _], day: ['2024-03-05', '2024-03-06', '2024-03-07', _] })
  expect(reports[0]?.notes).toHaveLength(1)
})

test('cells are set only where what was edited still stands', () => {
  const cells = [
    { row: 0, column: 'amount', value: '11', was: 10 },
    { row: 1, column: 'amount', value: 7, was: 999 },
    { row: 3, column: 'city', value: 'Nice' },
    { row: 2, column: 'city', value: null },
  ]
  const { frame, reports } = applied(shop, [step('set-cell', { cells })])
  expect(contents(frame)).toMatchObject({ amount: [11, 20, _, 40, 1000], city: ['Paris', 'Lyon', _, 'Nice', 'Lyon'] })
  expect(reports[0]).toMatchObject({ rows: 3, cells: 3 })
  expect(reports[0]?.notes).toHaveLength(1)
})

test('missing values are filled as the definitions say', () => {
  const fill = (params: Record<string, unknown>, name = 'amount') =>
    made('impute', { columns: [name], ...params }, name)
  expect(fill({ method: 'mean' })).toEqual([10, 20, 267.5, 40, 1000])
  expect(fill({ method: 'median' })).toEqual([10, 20, 30, 40, 1000])
  expect(fill({ method: 'constant', value: 0 })).toEqual([10, 20, 0, 40, 1000])
  expect(fill({ method: 'mode' }, 'city')).toEqual(['Paris', 'Lyon', 'Paris', 'Lyon', 'Lyon'])
  expect(fill({ method: 'group-median', by: ['city'] })).toEqual([10, 20, 10, 40, 1000])
  expect(fill({ method: 'previous' })).toEqual([10, 20, 20, 40, 1000])
  expect(fill({ method: 'next' })).toEqual([10, 20, 40, 40, 1000])
  expect(fill({ method: 'previous', by: ['city'] })).toEqual([10, 20, 10, 40, 1000])
})

test('the nearest rows fill as KNNImputer of scikit-learn does (the example of its documentation)', () => {
  const rows = table({ a: [1, 3, _, 8], b: [2, 4, 6, 8], c: [_, 3, 5, 7] })
  const { frame } = applied(rows, [step('impute', { columns: ['a', 'b', 'c'], method: 'k-nearest', neighbours: 2 })])
  expect(contents(frame)).toEqual({ a: [1, 3, 5.5, 8], b: [2, 4, 6, 8], c: [4, 3, 5, 7] })
})

test('a model fills a straight line, as IterativeImputer of scikit-learn does (the example of its documentation)', () => {
  const rows = table({ x: [1, 3, 4, _, 7], y: [2, 6, 8, 3, _] })
  const { frame } = applied(rows, [step('impute', { columns: ['x', 'y'], method: 'model' })])
  expect(values(frame, 'x')[3]).toBeCloseTo(1.5, 2)
  expect(values(frame, 'y')[4]).toBeCloseTo(14, 2)
})

test('outliers are marked, clipped and removed by three rules', () => {
  const rows = table({ x: [1, 2, 3, 4, 5, 100, _] })
  const treat = (params: Record<string, unknown>, name: string) =>
    values(applied(rows, [step('treat-outliers', { columns: ['x'], ...params })]).frame, name)
  // Quartiles R-7 of 1, 2, 3, 4, 5, 100 are 2.25 and 4.75: fences −1.5 and 8.5.
  expect(treat({ rule: 'iqr' }, 'x_outlier')).toEqual([0, 0, 0, 0, 0, 1, _])
  expect(treat({ rule: 'iqr', action: 'clip' }, 'x')).toEqual([1, 2, 3, 4, 5, 8.5, _])
  expect(treat({ rule: 'iqr', action: 'remove' }, 'x')).toEqual([1, 2, 3, 4, 5, _])
  // z of 100 is 2.039 with the sample standard deviation and 2.234 with that of the population; modified z is 0.6745 · 96.5 / 1.5.
  expect(treat({ rule: 'z' }, 'x_outlier')).toEqual([0, 0, 0, 0, 0, 0, _])
  expect(treat({ rule: 'z', threshold: 2.03 }, 'x_outlier')).toEqual([0, 0, 0, 0, 0, 1, _])
  expect(treat({ rule: 'z', threshold: 2.2 }, 'x_outlier')).toEqual([0, 0, 0, 0, 0, 0, _])
  expect(treat({ rule: 'z', threshold: 2.2, deviation: 'population' }, 'x_outlier')).toEqual([0, 0, 0, 0, 0, 1, _])
  expect(treat({ rule: 'mad' }, 'x_outlier')).toEqual([0, 0, 0, 0, 0, 1, _])
})

test('categories become numbers', () => {
  const code = (params: Record<string, unknown>, name: string) => made('encode', { column: 'city', ...params }, name)
  expect(code({ method: 'label' }, 'city_label')).toEqual([1, 0, 1, _, 0])
  expect(code({ method: 'ordinal', order: ['Paris', 'Lyon'] }, 'city_ordinal')).toEqual([0, 1, 0, _, 1])
  expect(code({ method: 'one-hot' }, 'city_Paris')).toEqual([1, 0, 1, 0, 0])
  expect(code({ method: 'frequency' }, 'city_frequency')).toEqual([0.5, 0.5, 0.5, _, 0.5])
  const wide = table({ id: Array.from({ length: 51 }, (_v, i) => `c${i}`) })
  expect(() => applied(wide, [step('encode', { column: 'id' })])).toThrow('stepFailed')
})

test('a column that happens to have the name of a new one stays as it is', () => {
  const frame = table({ city: ['Lyon', 'Paris'], city_Paris: [7, 8], age: [1, 2], age_outlier: [5, 6] })
  const steps = [step('encode', { column: 'city' }), step('treat-outliers', { columns: ['age'] })]
  const after = applied(frame, steps).frame
  expect([values(after, 'city_Paris'), values(after, 'city_Paris 2')]).toEqual([
    [7, 8],
    [0, 1],
  ])
  expect([values(after, 'age_outlier'), values(after, 'age_outlier 2')]).toEqual([
    [5, 6],
    [0, 0],
  ])
})

test('no row takes part in its own target mean', () => {
  const rows = table({ c: ['a', 'a', 'b', 'b', 'a', 'b'], y: [1, 0, 1, 1, 0, 0] })
  const encodeWith = (target: number[]) => {
    const frame = table({ c: values(rows, 'c'), y: target })
    return values(
      applied(frame, [step('encode', { column: 'c', method: 'target', target: 'y', folds: 3, smoothing: 0 })]).frame,
      'c_target',
    )
  }
  const base = [1, 0, 1, 1, 0, 0]
  for (let row = 0; row < 6; row++) {
    const other = base.with(row, 1000)
    expect(encodeWith(other)[row]).toBe(encodeWith(base)[row])
  }
})

test('a target mean is drawn to the mean of all as TargetEncoder does, by rows or by empirical Bayes (1e-12)', () => {
  const rows = table({ c: ['a', 'a', 'b', 'b', 'a', 'b'], y: [1, 0, 1, 4, 0, 2.5] })
  // As many folds as rows: each row is encoded from all others. Numbers by TargetEncoder's definition in numpy.
  const encoded = (smoothing: number | null) =>
    values(
      applied(rows, [step('encode', { column: 'c', method: 'target', target: 'y', folds: 6, smoothing })]).frame,
      'c_target',
    )
  const bayes = [0, 0.5719424460431656, 3.0664335664335667, 1.5367892976588629, 0.5719424460431656, 2.054794520547945]
  for (const [row, value] of encoded(null).entries()) expect(value).toBeCloseTo(bayes[row] as number, 12)
  const byRows = [0.75, 1.1, 2.375, 1.325, 1.1, 1.85]
  for (const [row, value] of encoded(2).entries()) expect(value).toBeCloseTo(byRows[row] as number, 12)
})

test('ranges hold their lower edge, the last one both', () => {
  const rows = table({ x: [0, 1, 2, 3, 4, 10, _], y: [0, 0, 0, 1, 1, 1, 1] })
  const cut = (params: Record<string, unknown>) =>
    values(applied(rows, [step('bin', { column: 'x', labels: 'numbers', ...params })]).frame, 'x_bin')
  expect(cut({ method: 'equal-width', bins: 5 })).toEqual([0, 0, 1, 1, 2, 4, _])
  expect(cut({ method: 'quantile', bins: 2 })).toEqual([0, 0, 0, 1, 1, 1, _])
  expect(cut({ method: 'custom', edges: [1, 3, 4] })).toEqual([_, 0, 0, 1, 1, _, _])
  expect(cut({ method: 'tree', bins: 2, target: 'y' })).toEqual([0, 0, 0, 1, 1, 1, _])
  expect(cut({ method: 'custom', edges: [0, 3, 10], labels: 'ranges' })).toEqual([
    '[0, 3)',
    '[0, 3)',
    '[0, 3)',
    '[3, 10]',
    '[3, 10]',
    '[3, 10]',
    _,
  ])
})

test('text is tidied and replaced', () => {
  const rows = table({ t: ['  Ａbc  de ', 'abc', '  ', _] })
  const tidy = (actions: string[]) =>
    values(applied(rows, [step('clean-text', { columns: ['t'], actions })]).frame, 't')
  expect(tidy(['trim', 'width', 'spaces', 'upper'])).toEqual(['ABC DE', 'ABC', _, _])
  expect(tidy(['width', 'spaces', 'title'])).toEqual(['Abc De', 'Abc', _, _])
  const replaced = applied(rows, [
    step('replace-values', { columns: ['t'], find: 'abc', replacement: 'x', match: 'whole' }),
  ])
  expect(values(replaced.frame, 't')[1]).toBe('x')
})

test('dates give parts and differences', () => {
  const rows = applied(table({ d: ['2024-01-31', _], e: ['2024-03-01', '2024-01-01'] }), [
    step('retype-columns', { columns: ['d', 'e'], to: 'date' }),
  ]).frame
  const { frame } = applied(rows, [
    step('date-parts', { column: 'd', parts: ['year', 'month', 'weekday', 'year-month'] }),
    step('date-difference', { from: 'd', to: 'e', unit: 'days', name: 'gap' }),
    step('date-difference', { from: 'd', to: '2025-01-31', unit: 'years', name: 'age' }),
  ])
  expect(contents(frame)).toMatchObject({
    d_year: [2024, _],
    d_month: [1, _],
    d_weekday: [3, _],
    'd_year-month': ['2024-01', _],
    gap: [30, _],
    age: [1, _],
  })
})

test('groups, pivots and back', () => {
  const { frame } = applied(shop, [
    step('aggregate', {
      by: ['city'],
      aggregates: [
        { summary: 'count' },
        { column: 'amount', summary: 'sum' },
        { column: 'amount', summary: 'mean', name: 'mean' },
        { column: 'visits', summary: 'last' },
      ],
    }),
  ])
  expect(contents(frame)).toEqual({
    city: ['Paris', 'Lyon', _],
    count: [2, 2, 1],
    amount_sum: [10, 1020, 40],
    mean: [10, 510, 40],
    visits_last: [3, 2, 4],
  })
  const sales = table({ who: ['a', 'a', 'b'], what: ['x', 'y', 'x'], n: [1, 2, 3] })
  const wide = applied(sales, [step('pivot', { rows: ['who'], columns: 'what', value: 'n' })]).frame
  expect(contents(wide)).toEqual({ who: ['a', 'b'], what_x: [1, 3], what_y: [2, 0] })
  const long = applied(wide, [step('unpivot', { columns: ['what_x', 'what_y'] })]).frame
  expect(contents(long)).toEqual({
    who: ['a', 'a', 'b', 'b'],
    name: ['what_x', 'what_y', 'what_x', 'what_y'],
    value: [1, 2, 3, 0],
  })
})

test('joins say what has no match on either side', () => {
  const cities = table({ place: ['Lyon', 'Paris', 'Nice'], people: [500, 2100, 340] })
  const join = (how: string) =>
    applied(shop, [step('join', { dataset: 'cities', keys: [{ left: 'city', right: 'place' }], how })], {
      datasets: { cities },
    })
  expect(values(join('left').frame, 'people')).toEqual([2100, 500, 2100, _, 500])
  expect(values(join('inner').frame, 'people')).toEqual([2100, 500, 2100, 500])
  expect(values(join('full').frame, 'city')).toEqual(['Paris', 'Lyon', 'Paris', _, 'Lyon', 'Nice'])
  expect(values(join('anti').frame, 'amount')).toEqual([40])
  const notes = join('left').reports[0]?.notes.map((note) => ('key' in note ? note.key : ''))
  expect(notes).toEqual(['steps.join.unmatchedHere', 'steps.join.unmatchedThere'])
})

test('datasets are appended by the names of their columns', () => {
  const more = table({ city: ['Nice', 'Lyon'], amount: [1.5, 2], extra: [1, 2] })
  const { frame } = applied(shop, [step('union', { dataset: 'more' })], { datasets: { more } })
  expect(contents(frame)).toEqual({
    city: ['Paris', 'Lyon', 'Paris', _, 'Lyon', 'Nice', 'Lyon'],
    amount: [10, 20, _, 40, 1000, 1.5, 2],
    visits: [1, 2, 3, 4, _, _, _],
    extra: [_, _, _, _, _, 1, 2],
  })
})

test('a result becomes a column only where the rows are those it was made on', () => {
  const array = {
    path: 'labels',
    type: 'Int32Array' as const,
    nRows: 3,
    nColumns: null,
    data: Int32Array.of(0, 1, -2147483648),
  }
  const filter = step('filter-rows', { where: 'amount >= 20' })
  const lineage = lineageOf('test', [recipeStepSchema.parse(filter)])
  const add = step('add-run-column', { runId: 'r', path: 'labels', name: 'segment' })
  const context = { runArray: () => ({ array, lineage }) }
  expect(
    values(
      applied(shop, [filter, step('rename-columns', { columns: [{ from: 'city', to: 'c' }] }), add], context).frame,
      'segment',
    ),
  ).toEqual([0, 1, _])
  expect(() => applied(shop, [add], context)).toThrow('stepFailed')
})
