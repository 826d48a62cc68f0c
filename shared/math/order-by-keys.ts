/** Keys to order by: a number for every row of a table; NaN is missing and comes last either way. */
export interface OrderKey {
  values: Float64Array
  descending: boolean
}

const bitsPerPass = 16
const buckets = 1 << bitsPerPass
const mask = buckets - 1
const missing = 0xffffffff

/**
 * Orders rows by one or more keys, the first deciding; ties stay in the order given.
 * @param rows positions in the keys, in the order that ties keep
 * @returns the rows in their new order
 * Cost: O(n) per key: a radix sort of the keys' bits, 16 at a time from the lowest; bits that are the same in all rows cost one look.
 */
export function orderByKeys(rows: Int32Array, keys: readonly OrderKey[]): Int32Array {
  let order = Int32Array.from(rows)
  for (const key of [...keys].reverse()) order = orderByKey(order, key)
  return order
}

function orderByKey(rows: Int32Array, key: OrderKey): Int32Array<ArrayBuffer> {
  const [low, high] = sortableBits(rows, key)
  let places = Int32Array.from({ length: rows.length }, (_, i) => i)
  let spare = new Int32Array(rows.length)
  for (const [words, shift] of [
    [low, 0],
    [low, bitsPerPass],
    [high, 0],
    [high, bitsPerPass],
  ] as const) {
    if (!orderByBits(words, shift, places, spare)) continue
    const sorted = spare
    spare = places
    places = sorted
  }
  return places.map((place) => rows[place] as number)
}

/** The keys as unsigned bits that sort like the numbers: two words for each row. */
function sortableBits(rows: Int32Array, { values, descending }: OrderKey): [Uint32Array, Uint32Array] {
  const n = rows.length
  const [low, high] = [new Uint32Array(n), new Uint32Array(n)]
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  const turned = descending ? missing : 0
  for (let i = 0; i < n; i++) {
    const value = values[rows[i] as number] as number
    if (Number.isNaN(value)) {
      low[i] = missing
      high[i] = missing
      continue
    }
    // Zero has two signs and one place.
    number[0] = value + 0
    const head = words[1] as number
    const isNegative = head >>> 31 === 1
    low[i] = (words[0] as number) ^ (isNegative ? missing : 0) ^ turned
    high[i] = head ^ (isNegative ? missing : 0x80000000) ^ turned
  }
  return [low, high]
}

/** Puts places into `sorted` by 16 bits of their words, ties in the order they come; false when all have the same bits. */
function orderByBits(words: Uint32Array, shift: number, places: Int32Array, sorted: Int32Array): boolean {
  const starts = new Uint32Array(buckets)
  const n = places.length
  for (let i = 0; i < n; i++) {
    const digit = ((words[i] as number) >>> shift) & mask
    starts[digit] = (starts[digit] as number) + 1
  }
  if (n === 0 || starts[((words[0] as number) >>> shift) & mask] === n) return false
  let start = 0
  for (let digit = 0; digit < buckets; digit++) {
    const count = starts[digit] as number
    starts[digit] = start
    start += count
  }
  for (let i = 0; i < n; i++) {
    const place = places[i] as number
    const digit = ((words[place] as number) >>> shift) & mask
    const at = starts[digit] as number
    sorted[at] = place
    starts[digit] = at + 1
  }
  return true
}
