import { RawKind, type RawRow } from './row'

const words = new Set([
  'total',
  'totals',
  'grand total',
  'sum',
  'subtotal',
  '合计',
  '总计',
  '小计',
  '累计',
  '合計',
  '總計',
  '小計',
  '总合计',
  '本页小计',
])
const longest = Math.max(...[...words].map((word) => Buffer.byteLength(word))) + 4

/** A row whose first cell says "total" and that leaves other cells empty: counting it again would double every sum. */
export function isTotalRow(row: RawRow): boolean {
  let first = 0
  while (first < row.width && isEmpty(row, first)) first += 1
  if (row.kinds[first] !== RawKind.text) return false
  const start = row.starts[first] as number
  const end = row.ends[first] as number
  if (end - start > longest || end - start < 3) return false
  const byte = (row.bytes[start] as number) | 0x20
  if (byte < 0xa0 && byte !== 0x73 && byte !== 0x74 && byte !== 0x67) return false
  const said = Buffer.from(row.bytes.subarray(start, end))
    .toString('utf8')
    .trim()
    .toLowerCase()
    .replace(/[:：]$/, '')
  return words.has(said) && hasGap(row, first)
}

function hasGap(row: RawRow, first: number): boolean {
  for (let i = first + 1; i < row.width; i += 1) if (isEmpty(row, i)) return true
  return first > 0
}

function isEmpty(row: RawRow, i: number): boolean {
  return row.kinds[i] === RawKind.empty || (row.kinds[i] === RawKind.text && row.starts[i] === row.ends[i])
}
