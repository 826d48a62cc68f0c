/** The sample shop as files: rows in, bytes out. */

import zlib from 'node:zlib'
import * as xlsx from '@e965/xlsx'
import iconv from 'iconv-lite'
import { chinese } from './words.mjs'

// Without it the library compresses by itself, to twice the size.
xlsx.CFB.utils.use_zlib(zlib)

/** @typedef {import('./dirt.mjs').Row} Row */

const moneyColumns = new Set(['annual_spend', 'unit_price', 'discount', 'amount', 'cost'])
const isDate = /^\d{4}-\d{2}-\d{2}$/

/** @param {unknown} value */
function quoted(value) {
  const written = value === null ? '' : String(value)
  return /[",\r\n]|^\s|\s$/.test(written) ? `"${written.replaceAll('"', '""')}"` : written
}

/** @param {string} column @param {Row[string] | undefined} value */
function plainCell(column, value) {
  return typeof value === 'number' && moneyColumns.has(column) ? value.toFixed(2) : (value ?? null)
}

/** @param {readonly (readonly unknown[])[]} table */
const csv = (table) => table.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')

/** @param {readonly Row[]} rows @returns {Buffer} UTF-8 without a byte order mark, dates as 2025-03-09 */
export function utf8Csv(rows) {
  const columns = Object.keys(rows[0] ?? {})
  return Buffer.from(csv([columns, ...rows.map((row) => columns.map((column) => plainCell(column, row[column])))]))
}

/** How the shop's Chinese system writes a cell: 2025/3/9, 1,234.50, 微信. */
function chineseCell(/** @type {string} */ column, /** @type {Row[string] | undefined} */ value) {
  if (typeof value === 'string' && isDate.test(value)) return value.split('-').map(Number).join('/')
  if (typeof value === 'number' && moneyColumns.has(column)) return value.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')
  if (typeof value !== 'string') return value ?? null
  const trimmed = value.trim()
  return value.replace(trimmed, chinese.values[trimmed] ?? trimmed)
}

/** @param {readonly Row[]} rows @returns {Buffer} GB18030 with Chinese headers and values */
export function gb18030Csv(rows) {
  const columns = Object.keys(rows[0] ?? {})
  const headers = columns.map((column) => chinese.headers[/** @type {keyof typeof chinese.headers} */ (column)])
  return iconv.encode(
    csv([headers, ...rows.map((row) => columns.map((column) => chineseCell(column, row[column])))]),
    'gb18030',
  )
}

/** Days since 1899-12-30, as spreadsheets count. @param {string} date */
const serialDay = (date) => Date.parse(date) / 86_400_000 + 25_569

/** @param {string} column @param {Row[string] | undefined} value @returns {xlsx.CellObject | null} */
function sheetCell(column, value) {
  if (value === null || value === undefined) return null
  if (typeof value === 'number')
    return moneyColumns.has(column) ? { t: 'n', v: value, z: '#,##0.00' } : { t: 'n', v: value }
  const time = isDate.test(value) ? Date.parse(value) : Number.NaN
  const exists = !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === value
  return exists ? { t: 'n', v: serialDay(value), z: 'yyyy-mm-dd' } : { t: 's', v: value }
}

/** @param {string} title @param {readonly Row[]} rows a sheet with one title row above the header */
function sheetOf(title, rows) {
  const columns = Object.keys(rows[0] ?? {})
  const body = rows.map((row) => columns.map((column) => sheetCell(column, row[column])))
  const sheet = xlsx.utils.aoa_to_sheet([[title], columns, ...body])
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: columns.length - 1 } }]
  sheet['!cols'] = columns.map((column) => ({ wch: column === 'product' ? 30 : Math.max(11, column.length + 2) }))
  return sheet
}

/** @param {readonly { name: string, title: string, rows: readonly Row[] }[]} sheets @returns {Buffer} */
export function workbook(sheets) {
  const book = xlsx.utils.book_new()
  for (const { name, title, rows } of sheets) xlsx.utils.book_append_sheet(book, sheetOf(title, rows), name)
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true })
}
