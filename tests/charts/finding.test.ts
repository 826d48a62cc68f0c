import { describe, expect, test } from 'vitest'
import { type ChartSpec, type ChartType, chartTypes } from '../../shared/charts/chart-spec'
import { chartTitle } from '../../shared/charts/chart-title'
import { sceneOf } from '../../shared/charts/draw-chart'
import { findingOf } from '../../shared/charts/finding'
import type { Column } from '../../shared/dataset/column'
import { languages } from '../../shared/locales'
import { translate } from '../../shared/locales/translate'

const number = (name: string, values: number[], measureType: Column['measureType'] = 'continuous'): Column => ({
  kind: 'numeric',
  name,
  measureType,
  values: Float64Array.from(values),
})
const words = (name: string, codes: number[], levels: string[]): Column => ({
  kind: 'categorical',
  name,
  measureType: 'nominal',
  codes: Int32Array.from(codes),
  levels,
})

const regions = words('Region', [0, 1, 2, -1, 0, 1, 2, 0, 0, 0, 1, 2], ['North', 'South', 'West'])
const sales = number('Sales', [60, 30, 10, 500, 40, 20, 5, 30, 30, 30, 10, 5])
const profit = number('Profit', [6, 3, 1, 50, 4, 2, 0, 3, 3, 3, 1, 0])
const months = number(
  'Month',
  Array.from({ length: 12 }, (_, i) => Date.UTC(2024, i < 6 ? 0 : i < 9 ? 1 : 2, 1 + i)),
  'time',
)

function saidOf(spec: Omit<ChartSpec, 'dataset'>, columns: readonly Column[]): string | null {
  const found = findingOf(sceneOf({ dataset: 'shop', ...spec }, columns, null).scene)
  return found === null ? null : translate(found, 'en')
}

describe('the finding of a chart', () => {
  test('names the part that is largest and its share of all that have a name', () => {
    const said = saidOf({ type: 'bar', x: 'Region', y: 'Sales' }, [regions, sales])
    expect(said).toBe('North is the largest: 190, 70% of all.')
  })

  test('names both ends where numbers do not add up to a whole', () => {
    const mean = saidOf({ type: 'bar', x: 'Region', y: 'Sales', aggregate: 'mean' }, [regions, sales])
    expect(mean).toBe('Highest: North (38); lowest: West (6.67).')
    const below = words('Region', [0, 1], ['North', 'South'])
    expect(saidOf({ type: 'bar', x: 'Region', y: 'Sales' }, [below, number('Sales', [-2, 5])])).toBe(
      'Highest: South (5); lowest: North (-2).',
    )
  })

  test('says a stretch of time as short as it can be said', () => {
    expect(saidOf({ type: 'line', x: 'Month', y: 'Sales', dateUnit: 'month' }, [months, sales])).toBe(
      'Highest: Jan 2024 (660); lowest: Mar 2024 (45).',
    )
  })

  test('of groups side by side is said of their sum, and of nothing else', () => {
    const spec = { type: 'line', x: 'Month', y: 'Sales', color: 'Region', dateUnit: 'month' } as const
    const columns = [months, sales, regions]
    expect(saidOf(spec, columns)).toBe('All groups together. Highest: Jan 2024 (660); lowest: Mar 2024 (45).')
    expect(saidOf({ ...spec, aggregate: 'mean' }, columns)).toBeNull()
  })

  test('of a Pareto chart says how few make up four fifths', () => {
    expect(saidOf({ type: 'pareto', x: 'Region', y: 'Sales' }, [regions, sales])).toBe('2 of 3 make up 93%.')
  })

  test('of two numbers is their correlation, in words and with its rows', () => {
    expect(saidOf({ type: 'scatter', x: 'Sales', y: 'Profit' }, [sales, profit])).toBe(
      'Where Sales is higher, Profit tends to be higher: a strong relation, Pearson’s r = 1.00 over 12 rows.',
    )
  })

  test('of a spread are its quartiles', () => {
    expect(saidOf({ type: 'histogram', x: 'Sales' }, [sales])).toBe(
      'Half of the values lie between 10 and 32.5; the median is 30.',
    )
  })

  test('of a correlation matrix is its strongest pair', () => {
    expect(saidOf({ type: 'correlation', columns: ['Sales', 'Profit'] }, [sales, profit])).toBe(
      'Strongest relation: Sales and Profit, r = 1.00.',
    )
  })

  test.each(chartTypes)('of a %s chart without rows, of one row and of equal values is none', (type) => {
    const spec: Omit<ChartSpec, 'dataset'> = {
      type,
      ...fieldsOf(type),
      ...(type === 'correlation' || type === 'parallel' ? { columns: ['Sales', 'Profit'] } : {}),
    }
    for (const rows of [[], [0], Array.from({ length: 12 }, () => 0)]) {
      const taken = [regions, sales, profit, months].map((column) => take(column, rows))
      if (type !== 'lorenz' || rows.length < 2) expect(saidOf(spec, taken)).toBeNull()
    }
  })
})

test.each(chartTypes)('a %s chart without a title of its own is named in both languages', (type) => {
  const spec: ChartSpec = { type, dataset: 'shop', ...fieldsOf(type) }
  const [en, zh] = languages.map((language) => translate(chartTitle(spec), language))
  expect(en).not.toBe(zh)
  for (const name of Object.values(fieldsOf(type))) expect(en).toContain(name)
})

function fieldsOf(type: ChartType): Pick<ChartSpec, 'x' | 'y' | 'color'> {
  if (type === 'correlation' || type === 'parallel') return {}
  if (type === 'scatter') return { x: 'Sales', y: 'Profit' }
  if (type === 'histogram' || type === 'density') return { x: 'Sales' }
  if (type === 'calendar') return { x: 'Month', y: 'Sales' }
  if (type === 'heatmap') return { x: 'Month', y: 'Region', color: 'Sales' }
  return { x: 'Region', y: 'Sales' }
}

function take(column: Column, rows: readonly number[]): Column {
  return column.kind === 'numeric'
    ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] as number) }
    : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] as number) }
}
