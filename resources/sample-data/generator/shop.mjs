/**
 * The sample shop as it truly is: customers of five planted kinds, and the order lines they left in two years. What a
 * customer's row says of orders and money is summed up from the order lines, so the two files agree.
 */

import { createRandom } from './random.mjs'
import { chineseName, cities, products, westernName } from './words.mjs'

/** @typedef {import('./random.mjs').Random} Random */

/**
 * One planted kind of customer; pairs are mean and spread.
 * @typedef {object} Segment
 * @property {string} name
 * @property {number} size
 * @property {readonly [number, number]} orders in two years
 * @property {readonly [number, number]} lastOrder days before the last day
 * @property {number} active share of the days before the last order in which orders fall
 * @property {readonly [number, number]} visitsPerOrder
 * @property {number} discounted chance of an order at a discount
 * @property {readonly [number, number]} discount lowest and highest
 * @property {readonly [number, number]} shelf which products: from the cheap end (0) to the dear end (1)
 * @property {readonly [number, number]} age
 * @property {number} satisfaction
 * @property {readonly (readonly [string, number])[]} channels
 */

/** @type {readonly Segment[]} */
export const segments = [
  {
    name: 'loyal',
    size: 140,
    orders: [19, 3],
    lastOrder: [16, 12],
    active: 1,
    visitsPerOrder: [2.0, 0.25],
    discounted: 0.12,
    discount: [0.05, 0.15],
    shelf: [0.2, 0.95],
    age: [46, 8],
    satisfaction: 4.5,
    channels: [
      ['WeChat', 5],
      ['Store', 4],
      ['Website', 2],
      ['Marketplace', 1],
    ],
  },
  {
    name: 'bargain',
    size: 200,
    orders: [10, 1.8],
    lastOrder: [62, 34],
    active: 1,
    visitsPerOrder: [2.4, 0.35],
    discounted: 0.88,
    discount: [0.22, 0.45],
    shelf: [0, 0.75],
    age: [34, 7],
    satisfaction: 3.3,
    channels: [
      ['Marketplace', 7],
      ['Website', 3],
      ['WeChat', 2],
      ['Store', 1],
    ],
  },
  {
    name: 'promising',
    size: 160,
    orders: [5.5, 1],
    lastOrder: [20, 13],
    active: 0.2,
    visitsPerOrder: [6.6, 0.8],
    discounted: 0.14,
    discount: [0.05, 0.15],
    shelf: [0.3, 1],
    age: [26, 4],
    satisfaction: 4.4,
    channels: [
      ['WeChat', 7],
      ['Website', 4],
      ['Marketplace', 2],
      ['Store', 1],
    ],
  },
  {
    name: 'lapsing',
    size: 200,
    orders: [9, 1.6],
    lastOrder: [345, 55],
    active: 0.95,
    visitsPerOrder: [0.9, 0.25],
    discounted: 0.15,
    discount: [0.05, 0.2],
    shelf: [0.1, 1],
    age: [41, 9],
    satisfaction: 2.1,
    channels: [
      ['Store', 4],
      ['Website', 4],
      ['WeChat', 3],
      ['Marketplace', 2],
    ],
  },
  {
    name: 'occasional',
    size: 300,
    orders: [2.8, 0.8],
    lastOrder: [135, 60],
    active: 0.7,
    visitsPerOrder: [2.2, 0.7],
    discounted: 0.15,
    discount: [0.05, 0.2],
    shelf: [0, 0.9],
    age: [53, 10],
    satisfaction: 3.6,
    channels: [
      ['Store', 5],
      ['Marketplace', 3],
      ['WeChat', 3],
      ['Website', 2],
    ],
  },
]

const dayMs = 86_400_000
export const firstDay = Date.UTC(2024, 0, 1)
export const lastDay = Date.UTC(2025, 11, 31)
const days = (lastDay - firstDay) / dayMs

/** How busy each month is: New Year's shopping, the June and November sales, a quiet summer. */
const monthWeight = [1.25, 1.1, 0.85, 0.85, 1, 1.3, 0.75, 0.75, 1, 1.05, 1.7, 1.35]

/** @param {number} time @returns {string} 2025-03-09 */
export const isoDate = (time) => new Date(time).toISOString().slice(0, 10)
/** @param {number} value */
export const cents = (value) => Math.round((value + Number.EPSILON) * 100) / 100
/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(high, Math.max(low, value))

/**
 * @typedef {object} Line one order line; a refund has a negative quantity and amount
 * @property {string} order_id
 * @property {string} customer_id
 * @property {string} date
 * @property {string} product
 * @property {string} category
 * @property {number} quantity
 * @property {number} unit_price
 * @property {number} discount money off the whole line
 * @property {number} amount quantity × unit_price − discount
 * @property {number} cost
 * @property {string} channel
 */

/**
 * @typedef {object} Person who a customer is, before anything was bought
 * @property {Segment} segment
 * @property {string} name
 * @property {'F' | 'M'} gender
 * @property {readonly [string, string]} place
 * @property {number} age
 * @property {string} channel
 * @property {number[]} orderDays days since the first day, ascending
 */

/** @param {Random} random @param {Segment} segment @returns {number[]} */
function drawOrderDays(random, segment) {
  const last = clamp(days - Math.round(Math.abs(random.normal(...segment.lastOrder))), 5, days)
  const first = Math.floor(last * (1 - segment.active))
  const count = clamp(Math.round(random.normal(...segment.orders)), 1, 60)
  const drawn = new Set([last])
  while (drawn.size < count && drawn.size < last - first) {
    const day = random.integer(first, last)
    const month = new Date(firstDay + day * dayMs).getUTCMonth()
    if (random.chance((monthWeight[month] ?? 1) / 1.7)) drawn.add(day)
  }
  return [...drawn].sort((a, b) => a - b)
}

/** @param {Random} random @param {Segment} segment @returns {Person} */
function drawPerson(random, segment) {
  const gender = random.chance(0.62) ? 'F' : 'M'
  const place = random.weighted(cities)
  const western = place[1] !== 'China' ? random.chance(0.75) : random.chance(0.03)
  return {
    segment,
    name: (western ? westernName : chineseName)(random, gender),
    gender,
    place,
    age: Math.round(clamp(random.normal(...segment.age), 18, 82)),
    channel: random.weighted(segment.channels),
    orderDays: drawOrderDays(random, segment),
  }
}

/** @param {Random} random @param {Segment} segment */
function drawProduct(random, segment) {
  const [low, high] = segment.shelf
  const byPrice = [...products].sort((a, b) => Number(a[2]) - Number(b[2]))
  const at = Math.floor((low + (high - low) * random.next()) * byPrice.length)
  return /** @type {[string, string, number, number]} */ (byPrice[Math.min(at, byPrice.length - 1)])
}

/**
 * @param {Random} random @param {Person} person @param {number} day
 * @returns {Omit<Line, 'order_id' | 'customer_id'>[]} the lines of one order
 */
function drawOrder(random, person, day) {
  const { segment } = person
  const rate = random.chance(segment.discounted)
    ? segment.discount[0] + (segment.discount[1] - segment.discount[0]) * random.next()
    : 0
  const channel = random.chance(0.85) ? person.channel : random.weighted(segment.channels)
  const date = isoDate(firstDay + day * dayMs)
  const raise = date >= '2025-03-01' ? 1.04 : 1
  const taken = new Set()
  const lines = random.weighted([
    [1, 6],
    [2, 3],
    [3, 1],
  ])
  for (let i = 0; i < lines; i++) taken.add(drawProduct(random, segment))
  return [...taken].map(([product, category, price, cost]) => {
    const quantity =
      price < 60
        ? random.weighted([
            [1, 4],
            [2, 4],
            [3, 2],
            [5, 1],
          ])
        : random.weighted([
            [1, 8],
            [2, 2],
          ])
    const unit_price = cents(Math.round(price * raise * 2) / 2)
    const discount = cents(quantity * unit_price * rate)
    return {
      date,
      product,
      category,
      quantity,
      unit_price,
      discount,
      amount: cents(quantity * unit_price - discount),
      cost: cents(quantity * cost),
      channel,
    }
  })
}

/** @param {Random} random @param {Line} line @returns {Line} the line given back some days later */
function refundOf(random, line) {
  const back = Math.min(lastDay, Date.parse(line.date) + random.integer(1, 14) * dayMs)
  const share = 1 / line.quantity
  return {
    ...line,
    date: isoDate(back),
    quantity: -1,
    discount: cents(-line.discount * share),
    amount: cents(-(line.unit_price - cents(line.discount * share))),
    cost: cents(-line.cost * share),
  }
}

/** @param {Line[]} lines @param {(line: Line) => number} value */
const sumOf = (lines, value) => cents(lines.reduce((sum, line) => sum + value(line), 0))

/**
 * @param {Random} random @param {Person} person @param {string} id @param {Line[]} lines
 * @returns the customer's row, with what the order lines sum up to
 */
function customerOf(random, person, id, lines) {
  const bought = lines.filter((line) => line.quantity > 0)
  const last = bought.reduce((latest, line) => (line.date > latest ? line.date : latest), '')
  const yearAgo = isoDate(lastDay - 364 * dayMs)
  const gross = bought.reduce((sum, line) => sum + line.quantity * line.unit_price, 0)
  const orders = new Set(bought.map((line) => line.order_id)).size
  const total_spend = sumOf(lines, (line) => line.amount)
  const first = firstDay + (person.orderDays[0] ?? 0) * dayMs
  const satisfaction = clamp(Math.round(random.normal(person.segment.satisfaction, 0.7)), 1, 5)
  const visits = Math.max(1, Math.round(orders * Math.max(0.2, random.normal(...person.segment.visitsPerOrder))))
  return {
    customer_id: id,
    name: person.name,
    gender: person.gender,
    age: person.age,
    city: person.place[0],
    country: person.place[1],
    channel: person.channel,
    signup_date: isoDate(first - random.integer(0, 45) * dayMs),
    tier: total_spend > 4500 ? 'Platinum' : total_spend > 1800 ? 'Gold' : total_spend > 600 ? 'Silver' : 'Bronze',
    satisfaction,
    opt_in: random.chance(person.segment.name === 'lapsing' ? 0.35 : 0.7) ? 'yes' : 'no',
    visits,
    purchases: orders,
    annual_spend: sumOf(
      lines.filter((line) => line.date >= yearAgo),
      (line) => line.amount,
    ),
    recency_days: (lastDay - Date.parse(last)) / dayMs,
    discount_share: Math.round((bought.reduce((sum, line) => sum + line.discount, 0) / gross) * 1000) / 1000,
  }
}

/** @param {Random} random @returns {Person[]} all customers in the order in which they first bought */
function drawPeople(random) {
  const people = segments.flatMap((segment) => Array.from({ length: segment.size }, () => drawPerson(random, segment)))
  return people
    .map((person, index) => ({ person, index }))
    .sort((a, b) => (a.person.orderDays[0] ?? 0) - (b.person.orderDays[0] ?? 0) || a.index - b.index)
    .map(({ person }) => person)
}

/** @param {Random} random @param {Person[]} people @param {string[]} ids @returns {Line[]} in the order of their dates */
function drawLines(random, people, ids) {
  const orders = people.flatMap((person, index) =>
    person.orderDays.map((day) => ({ day, id: ids[index] ?? '', lines: drawOrder(random, person, day) })),
  )
  orders.sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1))
  const lines = orders.flatMap(({ id, lines }, number) =>
    lines.map((line) => ({ order_id: `SO${String(number + 1).padStart(6, '0')}`, customer_id: id, ...line })),
  )
  const refunds = lines.filter((line) => line.amount > 0 && random.chance(0.022)).map((line) => refundOf(random, line))
  return [...lines, ...refunds].sort((a, b) =>
    a.date < b.date
      ? -1
      : a.date > b.date
        ? 1
        : a.order_id < b.order_id
          ? -1
          : a.order_id > b.order_id
            ? 1
            : b.quantity - a.quantity,
  )
}

/**
 * Draws the whole shop.
 * @param {number} seed
 * @returns customers in the order of their numbers, their order lines by date, and the planted segment of each customer
 */
export function drawShop(seed) {
  const random = createRandom(seed)
  const people = drawPeople(random)
  const ids = people.map((_, index) => String(101 + index * 7 + random.integer(0, 5)).padStart(6, '0'))
  const lines = drawLines(random, people, ids)
  const byCustomer = linesByCustomer(lines)
  const customers = people.map((person, index) => {
    const id = ids[index] ?? ''
    return customerOf(random, person, id, byCustomer.get(id) ?? [])
  })
  return { customers, lines, planted: people.map((person) => person.segment.name) }
}

/** @param {Line[]} lines */
function linesByCustomer(lines) {
  /** @type {Map<string, Line[]>} */
  const groups = new Map()
  for (const line of lines) {
    const group = groups.get(line.customer_id)
    if (group) group.push(line)
    else groups.set(line.customer_id, [line])
  }
  return groups
}
