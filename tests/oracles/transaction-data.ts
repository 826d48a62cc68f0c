import fs from 'node:fs'
import type { NumericColumn } from '@shared/dataset/column'
import type { MethodInput } from '@shared/methods/define-method'
import { parseDay } from '@shared/transactions/calendar'
import { categoricalColumn, inputOf, numericColumn } from '../contract/harness'
import { oraclePath, readPlainCsv } from './oracles'

const dayMs = 86_400_000

/** Dates such as 2011-12-09 08:26:00 as a date column. */
export function dateColumn(name: string, written: readonly string[]): NumericColumn {
  const days = written.map((word) => (parseDay(word.slice(0, 10)) ?? Number.NaN) * dayMs)
  return numericColumn(name, days, 'time')
}

/** The CDNOW sample: one row per purchase of 2,357 customers. */
export function cdnow(): MethodInput {
  const lines = fs.readFileSync(oraclePath('data', 'cdnow', 'CDNOW_sample.txt'), 'latin1').split('\n')
  const rows = lines.map((line) => line.trim().split(/\s+/)).filter((row) => row.length === 5)
  return inputOf({
    customer: [
      numericColumn(
        'customer',
        rows.map((row) => Number(row[1])),
        'id',
      ),
    ],
    date: [
      numericColumn(
        'date',
        rows.map((row) => Number(row[2])),
      ),
    ],
    amount: [
      numericColumn(
        'amount',
        rows.map((row) => Number(row[4])),
      ),
    ],
  })
}

/** Order lines of an online shop, those that the reference keeps: no cancellations, positive quantity and price. */
export function onlineRetail(): MethodInput {
  const { header, rows } = readPlainCsv('onlineretail', 'online_retail_customers_mod14_0.csv')
  const at = (name: string) => header.indexOf(name)
  const cell = (row: readonly string[], name: string) => row[at(name)] as string
  const kept = rows.filter(
    (row) =>
      !cell(row, 'InvoiceNo').startsWith('C') &&
      Number(cell(row, 'Quantity')) > 0 &&
      Number(cell(row, 'UnitPrice')) > 0,
  )
  const numbers = (name: string) => kept.map((row) => Number(cell(row, name)))
  return inputOf({
    customer: [numericColumn('CustomerID', numbers('CustomerID'), 'id')],
    date: [
      dateColumn(
        'InvoiceDate',
        kept.map((row) => cell(row, 'InvoiceDate')),
      ),
    ],
    quantity: [numericColumn('Quantity', numbers('Quantity'))],
    unitPrice: [numericColumn('UnitPrice', numbers('UnitPrice'))],
    order: [
      categoricalColumn(
        'InvoiceNo',
        kept.map((row) => cell(row, 'InvoiceNo')),
      ),
    ],
  })
}
