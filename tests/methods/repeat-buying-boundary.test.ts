import fs from 'node:fs'
import path from 'node:path'
import { bgNbd } from '@shared/methods/bg-nbd'
import { mbgNbd } from '@shared/methods/mbg-nbd'
import { paretoNbd } from '@shared/methods/pareto-nbd'
import { expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'

const file = path.resolve(import.meta.dirname, '../../resources/sample-data/transactions.csv')
const rows = fs
  .readFileSync(file, 'utf8')
  .split(/\r?\n/)
  .map((line) => line.split(','))
  .filter(([, , date]) => /^\d{4}-\d\d-\d\d$/.test(date ?? ''))

const purchases = inputOf({
  customer: [
    categoricalColumn(
      'customer',
      rows.map((row) => row[1] ?? ''),
    ),
  ],
  date: [
    {
      ...numericColumn(
        'date',
        rows.map((row) => Date.parse(`${row[2]}T00:00:00Z`)),
      ),
      measureType: 'time',
    },
  ],
})

// The sample's customers all leave at the same rate, so that the heterogeneity of dropping out has its best value at infinity.
test.each([
  ['BG/NBD', bgNbd],
  ['MBG/NBD', mbgNbd],
  ['Pareto/NBD', paretoNbd],
])('%s answers at the boundary: finite expectations near the pace of the past year', (_name, method) => {
  const { result } = runMethod(method, purchases)
  expect(result.atBoundary).toBe(true)
  const lastYear = rows.filter((row) => (row[2] ?? '') >= '2025-01-01')
  const days = new Set(lastYear.map((row) => `${row[1]} ${row[2]}`)).size
  expect(result.total.expectedPurchases).toBeGreaterThan(0.7 * days)
  expect(result.total.expectedPurchases).toBeLessThan(1.3 * days)
})
