import fs from 'node:fs'
import path from 'node:path'
import * as xlsx from '@e965/xlsx'
import iconv from 'iconv-lite'
import { kmeans } from 'ml-kmeans'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { makeSampleData } from '../../resources/sample-data/generator/index.mjs'

const folder = path.resolve(import.meta.dirname, '../../resources/sample-data')
const read = (name: string) => fs.readFileSync(path.join(folder, name))
const made = makeSampleData()
type Row = Record<string, string>
const parse = (text: string) => Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data

const customers = parse(read('customers.csv').toString('utf8'))
const transactions = parse(read('transactions.csv').toString('utf8'))
const planted: { features: string[]; lastDay: string; segmentOfCustomer: Record<string, string> } = JSON.parse(
  read('planted.json').toString(),
)

/** A sheet as arrays of written cells: what the file says, whatever compressed it. */
function sheets(bytes: Buffer): Record<string, unknown[][]> {
  const book = xlsx.read(bytes)
  return Object.fromEntries(
    book.SheetNames.map((name) => [name, xlsx.utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1 })]),
  )
}

const existingDay = (day: string) =>
  /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, 10) === day

/** Order lines that a careful reader keeps: amount and date can be read, and none came twice. */
function soundLines(): Row[] {
  const sound = transactions.filter(
    (line) => existingDay(line['date'] ?? '') && /^-?\d+\.\d\d$/.test(line['amount'] ?? ''),
  )
  return [...new Map(sound.map((line) => [JSON.stringify(line), line])).values()]
}

const cents = (value: number) => Math.round(value * 100)

function sums(lines: readonly Row[]) {
  const totals = new Map<string, { annual: number; orders: Set<string>; last: string }>()
  for (const line of lines) {
    const id = line['customer_id'] ?? ''
    const total = totals.get(id) ?? { annual: 0, orders: new Set(), last: '' }
    totals.set(id, total)
    const date = line['date'] ?? ''
    if (date >= '2025-01-01') total.annual += cents(Number(line['amount']))
    if (Number(line['quantity']) < 0) continue
    total.orders.add(line['order_id'] ?? '')
    if (date > total.last) total.last = date
  }
  return totals
}

/** Agreement of two partitions, 1 when they are the same (Hubert and Arabie 1985). */
function adjustedRand(a: readonly string[], b: readonly string[]): number {
  const pairs = (keys: readonly string[]) => {
    const counts = new Map<string, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  }
  const [sumA, sumB, both] = [pairs(a), pairs(b), pairs(a.map((key, i) => `${key}|${b[i]}`))]
  const expected = (sumA * sumB) / ((a.length * (a.length - 1)) / 2)
  return (both - expected) / ((sumA + sumB) / 2 - expected)
}

describe('the sample shop', () => {
  it('is what its generator makes, byte for byte; the workbook cell for cell', () => {
    for (const [name, bytes] of made) {
      if (name.endsWith('.xlsx')) expect(sheets(bytes)).toEqual(sheets(read(name)))
      else expect(bytes.equals(read(name)), name).toBe(true)
    }
  })

  it('stays under three megabytes', () => {
    const total = [...made.keys()].reduce((sum, name) => sum + read(name).length, 0)
    expect(total).toBeLessThan(3_000_000)
  })

  it('has 1,000 customers with distinct numbers that begin with zeros, and about 12,000 order lines', () => {
    const ids = customers.map((row) => row['customer_id'] ?? '')
    expect(new Set(ids).size).toBe(1000)
    expect(ids.every((id) => /^0\d{5}$/.test(id))).toBe(true)
    expect(transactions.length).toBeGreaterThan(11_500)
    expect(transactions.length).toBeLessThan(13_500)
    expect(transactions.some((line) => Number(line['amount']) < 0)).toBe(true)
  })

  it("the customers' orders and money are the sums of their order lines", () => {
    const totals = sums(soundLines())
    for (const row of customers) {
      const total = totals.get(row['customer_id'] ?? '')
      const days = (Date.parse(planted.lastDay) - Date.parse(total?.last ?? '')) / 86_400_000
      expect(total?.orders.size).toBe(Number(row['purchases']))
      if (row['annual_spend'] !== 'ca. 1,200') expect(total?.annual).toBe(cents(Number(row['annual_spend'])))
      expect(days).toBe(Number(row['recency_days']))
    }
    expect([...totals.keys()].every((id) => id in planted.segmentOfCustomer)).toBe(true)
  })

  it('is dirty: gaps, stray spaces, unreadable dates and amounts, lines that came twice', () => {
    expect(customers.filter((row) => row['satisfaction'] === '').length).toBeGreaterThan(20)
    expect(customers.some((row) => row['city'] !== row['city']?.trim())).toBe(true)
    expect(customers.filter((row) => !existingDay(row['signup_date'] ?? '')).length).toBe(1)
    expect(transactions.filter((line) => !existingDay(line['date'] ?? '')).length).toBe(3)
    expect(transactions.filter((line) => !/^-?\d+\.\d\d$/.test(line['amount'] ?? '')).length).toBe(3)
    expect(transactions.length - soundLines().length).toBe(6 + 8)
  })

  it('says the same in GB18030 and in the workbook, which has a title row above each header', () => {
    const gbk = parse(iconv.decode(read('customers-gbk.csv'), 'gb18030'))
    expect(gbk.map((row) => row['客户编号'])).toEqual(customers.map((row) => row['customer_id']))
    expect(gbk.map((row) => row['姓名'])).toEqual(customers.map((row) => row['name']))
    const book = sheets(read('shop.xlsx'))
    expect(Object.keys(book)).toEqual(['Customers', 'Transactions'])
    expect(book['Customers']?.[0]).toHaveLength(1)
    expect(book['Customers']?.slice(2).map((row) => row[0])).toEqual(customers.map((row) => row['customer_id']))
    expect(book['Transactions']).toHaveLength(transactions.length + 2)
  })

  it('k-means finds the planted segments (ml-kmeans as the oracle, adjusted Rand index at least 0.9)', () => {
    const complete = customers.filter((row) => planted.features.every((f) => /^-?[\d.]+$/.test(row[f] ?? '')))
    const columns = planted.features.map((feature) => complete.map((row) => Number(row[feature])))
    const scaled = columns.map((values) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
      return values.map((value) => (value - mean) / sd)
    })
    const points = complete.map((_, row) => scaled.map((values) => values[row] ?? 0))
    const scores = [1, 2, 3, 4].map((seed) => {
      const found = kmeans(points, 5, { seed, initialization: 'kmeans++' })
      return adjustedRand(
        found.clusters.map(String),
        complete.map((row) => planted.segmentOfCustomer[row['customer_id'] ?? ''] ?? ''),
      )
    })
    expect(Math.max(...scores)).toBeGreaterThan(0.9)
  })
})
