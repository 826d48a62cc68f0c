/** Makes every file of the sample shop from one seed. */

import { soilCustomers, soilLines } from './dirt.mjs'
import { gb18030Csv, utf8Csv, workbook } from './files.mjs'
import { createRandom } from './random.mjs'
import { drawShop, isoDate, lastDay, segments } from './shop.mjs'

const seed = 20260101

/** The columns in which the planted segments show. */
const features = ['visits', 'purchases', 'annual_spend', 'recency_days', 'discount_share']

/** @returns {Map<string, Buffer>} content by file name; the same bytes on every machine, but for how the workbook is compressed */
export function makeSampleData() {
  const shop = drawShop(seed)
  const customers = soilCustomers(createRandom(seed + 1), shop.customers)
  const transactions = soilLines(createRandom(seed + 2), /** @type {any[]} */ (shop.lines))
  const truth = {
    lastDay: isoDate(lastDay),
    features,
    segments: segments.map(({ name, size }) => ({ name, size })),
    segmentOfCustomer: Object.fromEntries(
      shop.customers.map(({ customer_id }, index) => [customer_id, shop.planted[index]]),
    ),
  }
  return new Map([
    ['customers.csv', utf8Csv(customers)],
    ['customers-gbk.csv', gb18030Csv(customers)],
    ['transactions.csv', utf8Csv(transactions)],
    [
      'shop.xlsx',
      workbook([
        { name: 'Customers', title: '小满杂货 Grain & Leaf · 客户清单 Customers · 2025-12-31', rows: customers },
        { name: 'Transactions', title: '小满杂货 Grain & Leaf · 销售明细 Order lines · 2024–2025', rows: transactions },
      ]),
    ],
    ['planted.json', Buffer.from(`${JSON.stringify(truth, null, 1)}\n`)],
  ])
}
