/**
 * What real files have: gaps, stray spaces, cells that are not what their column says, rows that came twice. Dirt never
 * changes what the files say of money: broken order lines are extra ones that were never delivered.
 */

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {Record<string, string | number | null>} Row */

/** @param {Random} random @param {Row[]} rows @param {Record<string, number>} shares of the rows, by column */
function leaveGaps(random, rows, shares) {
  for (const row of rows) {
    for (const [column, share] of Object.entries(shares)) {
      if (random.chance(share))
        row[column] = random.weighted([
          [null, 8],
          ['N/A', 1],
          ['-', 1],
        ])
    }
  }
}

/** @param {Random} random @param {Row[]} rows @param {readonly string[]} columns @param {number} share */
function strewSpaces(random, rows, columns, share) {
  for (const row of rows) {
    const column = random.pick(columns)
    const value = row[column]
    if (typeof value === 'string' && random.chance(share))
      row[column] = random.pick([`${value} `, ` ${value}`, `${value}\u3000`])
  }
}

/** @param {Random} random @param {readonly Row[]} rows @param {number} count @returns {number[]} positions, ascending */
function positions(random, rows, count) {
  const chosen = new Set()
  while (chosen.size < count) chosen.add(random.integer(50, rows.length - 50))
  return [...chosen].sort((a, b) => a - b)
}

/** Cells of customers that no importer can read as what their column is. */
const brokenCustomerCells = /** @type {const} */ ([
  ['signup_date', '2024-02-30'],
  ['age', '四十二'],
  ['annual_spend', 'ca. 1,200'],
])

/** @param {Random} random @param {readonly Row[]} customers @returns {Row[]} */
export function soilCustomers(random, customers) {
  const rows = customers.map((row) => ({ ...row }))
  leaveGaps(random, rows, { gender: 0.02, age: 0.03, city: 0.01, satisfaction: 0.06, visits: 0.006 })
  strewSpaces(random, rows, ['name', 'city', 'channel'], 0.02)
  const broken = positions(random, rows, brokenCustomerCells.length)
  brokenCustomerCells.forEach(([column, value], index) => {
    const row = rows[broken[index] ?? 0]
    if (row) row[column] = value
  })
  return rows
}

const brokenLineCells = /** @type {const} */ ([
  ['amount', '待定'],
  ['amount', '1O8.00'],
  ['amount', '86.00?'],
  ['date', '2025-13-05'],
  ['date', '2024-02-30'],
  ['date', '昨天'],
])
const repeatedLines = 8

/** @param {Random} random @param {readonly Row[]} lines @returns {Row[]} */
export function soilLines(random, lines) {
  const rows = lines.map((row) => ({ ...row }))
  leaveGaps(random, rows, { category: 0.004, channel: 0.01, cost: 0.008 })
  strewSpaces(random, rows, ['product', 'channel'], 0.01)
  for (const at of positions(random, rows, repeatedLines).reverse())
    rows.splice(at, 0, { .../** @type {Row} */ (rows[at]) })
  brokenLineCells.forEach(([column, value], index) => {
    const at = random.integer(50, rows.length - 50)
    const like = /** @type {Row} */ (rows[at])
    rows.splice(at, 0, { ...like, order_id: `SO9${String(index + 1).padStart(5, '0')}`, [column]: value })
  })
  return rows
}
