import { closeSync, openSync, writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { createRandom } from '@shared/math/random'

const cities = ['上海', '北京', 'Guangzhou', 'Shenzhen', 'Chengdu', 'Hangzhou', 'Wuhan']
const products = ['"Green tea, loose"', 'Oolong', '"Teapot ""classic"""', 'Cup', 'Gift box']
const names = 'order_id,customer_id,order_date,amount,quantity,city,product,rating,vip,comment'

/** Writes a CSV of mixed columns, 73 MB for a million rows: ids, dates, money, counts, words in two scripts, quoted texts. */
export async function writeOrders(path: string, rows: number): Promise<void> {
  const random = createRandom(7)
  const below = (limit: number): number => Math.floor(random.next() * limit)
  const two = (value: number): string => String(value).padStart(2, '0')
  const file = openSync(path, 'w')
  writeSync(file, `${names}\n`)
  for (let from = 0; from < rows; from += 10_000) {
    const lines: string[] = []
    for (let i = from; i < Math.min(from + 10_000, rows); i += 1) {
      const customer = `C${String(below(100_000)).padStart(6, '0')}`
      const date = `2024-${two(1 + below(12))}-${two(1 + below(28))}`
      const amount = (random.next() * 500).toFixed(2)
      const rest = `${cities[below(7)]},${products[below(5)]},${1 + below(5)},${below(5) === 0 ? 1 : 0}`
      lines.push(`${100_000 + i},${customer},${date},${amount},${1 + below(8)},${rest},note ${below(1_000_000)} ok\n`)
    }
    writeSync(file, lines.join(''))
    // The test runner hears nothing from a thread that never pauses.
    await setImmediate()
  }
  closeSync(file)
}
