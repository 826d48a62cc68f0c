/** Different (frequency, recency, T) rows with how many customers share each. */
export interface PurchaseRows {
  nRows: number
  x: Float64Array
  tx: Float64Array
  T: Float64Array
  /** Customers per row. */
  weight: Float64Array
  /** Which row each customer is in. */
  rowOf: Int32Array
  /** Customers. */
  total: number
  /** Different frequencies, and which of them each row has: what depends on frequency alone is computed once. */
  frequencies: Float64Array
  frequencyOf: Int32Array
}

/** Puts customers with the same history into one row, in order of first appearance. Cost: O(n). */
export function purchaseRows(x: Float64Array, tx: Float64Array, T: Float64Array): PurchaseRows {
  const codesX = codesOf(x)
  const codesTx = codesOf(tx)
  const codesT = codesOf(T)
  const known = new Map<number, number>()
  const rowOf = new Int32Array(x.length)
  const first = new Int32Array(x.length)
  const weight = new Float64Array(x.length)
  for (let i = 0; i < x.length; i++) {
    const pair = (codesTx.codes[i] as number) * codesT.values.length + (codesT.codes[i] as number)
    const key = pair * codesX.values.length + (codesX.codes[i] as number)
    let row = known.get(key)
    if (row === undefined) {
      row = known.size
      known.set(key, row)
      first[row] = i
    }
    rowOf[i] = row
    weight[row] = (weight[row] as number) + 1
  }
  const nRows = known.size
  const pick = (values: Float64Array) =>
    Float64Array.from({ length: nRows }, (_, row) => values[first[row] as number] as number)
  return {
    nRows,
    x: pick(x),
    tx: pick(tx),
    T: pick(T),
    weight: weight.slice(0, nRows),
    rowOf,
    total: x.length,
    frequencies: codesX.values,
    frequencyOf: Int32Array.from({ length: nRows }, (_, row) => codesX.codes[first[row] as number] as number),
  }
}

/** Above this many different rows a part of them is looked at first. */
const manyRows = 24_000
const partRows = 8_000

/** Every so-many-th row, spread evenly; null when there are few enough rows to look at all. */
export function partOfRows(rows: PurchaseRows): PurchaseRows | null {
  if (rows.nRows <= manyRows) return null
  const step = Math.floor(rows.nRows / partRows)
  const isIn = (_: number, i: number) => i % step === 0
  const weight = rows.weight.filter(isIn)
  return {
    ...rows,
    nRows: weight.length,
    x: rows.x.filter(isIn),
    tx: rows.tx.filter(isIn),
    T: rows.T.filter(isIn),
    weight,
    total: weight.reduce((sum, value) => sum + value, 0),
    frequencyOf: rows.frequencyOf.filter(isIn),
  }
}

function codesOf(values: Float64Array): { codes: Int32Array; values: Float64Array } {
  const known = new Map<number, number>()
  const codes = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    let code = known.get(value)
    if (code === undefined) {
      code = known.size
      known.set(value, code)
    }
    codes[i] = code
  }
  return { codes, values: Float64Array.from(known.keys()) }
}
