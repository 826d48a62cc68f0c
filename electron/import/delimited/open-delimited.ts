import type { Hash } from 'node:crypto'
import { failure } from '@shared/contract/app-error'
import type { ImportOptions } from '@shared/contract/import'
import { isBlankRow, type SampleRow } from '../rows/sample'
import type { SourceFile } from '../source-file'
import { type EncodingGuess, guessEncoding } from '../text/guess-encoding'
import { repairControls } from '../text/repair-controls'
import { incompleteTail, Utf8Check } from '../text/utf8'
import { decoderFor } from '../text/utf8-blocks'
import { DelimitedTable, parseSample } from './delimited-table'
import type { Dialect } from './dialect'
import { mendHeader } from './mend-header'
import { type DialectGuess, sniffDialect } from './sniff-dialect'

/** Files up to this size are looked at whole before they are read. */
const WHOLE = 2 << 20
const HEAD = 512 << 10
const WINDOW = 48 << 10
const WINDOWS = 12
/** Up to this size every byte is checked for UTF-8 before anything else; beyond, while reading. */
const CHECK_WHOLE = 512 << 20
const SNIFF = 192 << 10
const HEAD_ROWS = 2000
const WINDOW_ROWS = 100

export interface OpenedDelimited {
  table: DelimitedTable
  encoding: EncodingGuess
  dialect: DialectGuess
}

/** Finds out how a delimited text is written, from its head and from windows all over it. */
export function openDelimited(source: SourceFile, options: Partial<ImportOptions>): OpenedDelimited {
  const windows = windowsOf(source)
  const encoding = encodingOf(source, windows, options.encoding)
  const texts = windows.map((window, i) => decodeWindow(window, encoding, i === 0))
  const head = texts[0] as Uint8Array
  if (head.length === 0) throw failure('fileEmpty', { file: source.name })
  const sniffed = Buffer.from(head.subarray(0, SNIFF)).toString('utf8')
  const dialect = sniffDialect(head.length > SNIFF ? cutAtLineEnd(sniffed) : sniffed, dialectSaid(options))
  const sample = sampleTable(source, windows, texts, dialect.dialect)
  const layout = { encoding: encoding.value, markLength: encoding.markLength, dialect: dialect.dialect }
  const blocks = function* (hash: Hash): Generator<Uint8Array> {
    for (const block of source.blocks()) {
      hash.update(block)
      yield block
    }
  }
  return { table: new DelimitedTable(source, layout, sample, blocks), encoding, dialect }
}

function windowsOf(source: SourceFile): Buffer[] {
  if (source.bytes <= WHOLE) return [source.window(0, source.bytes)]
  const step = (source.bytes - HEAD - WINDOW) / (WINDOWS - 1)
  const spread = Array.from({ length: WINDOWS }, (_, i) => {
    // UTF-16 has two bytes to a unit.
    const offset = Math.floor((HEAD + step * i) / 2) * 2
    return source.window(offset, WINDOW)
  })
  return [source.window(0, HEAD), ...spread]
}

function encodingOf(source: SourceFile, windows: readonly Buffer[], said: string | undefined): EncodingGuess {
  const guessed = guessEncoding(Buffer.concat(windows), isUtf8Throughout(source, windows))
  if (said === undefined) return guessed
  const value = normalized(said)
  return { ...guessed, value, confidence: 1, markLength: guessed.value === value ? guessed.markLength : 0 }
}

function normalized(said: string): string {
  const label = said.trim().toLowerCase()
  const value = label === 'gbk' || label === 'gb2312' ? 'gb18030' : decoderFor(label).encoding
  return value === 'gbk' ? 'gb18030' : value
}

function isUtf8Throughout(source: SourceFile, windows: readonly Buffer[]): boolean {
  if (windows.length > 1 && source.bytes > CHECK_WHOLE) return windows.every((window) => isUtf8Inside(window))
  const check = new Utf8Check()
  for (const block of windows.length === 1 ? windows : source.blocks()) {
    check.add(block)
    if (!check.valid) return false
  }
  return check.finish()
}

function isUtf8Inside(window: Buffer): boolean {
  const from = window.indexOf(10) + 1
  const check = new Utf8Check()
  check.add(window.subarray(from, window.length - incompleteTail(window)))
  return check.valid
}

function decodeWindow(window: Buffer, { value, markLength }: EncodingGuess, first: boolean): Uint8Array {
  const bytes = first ? window.subarray(markLength) : window
  return value === 'utf-8'
    ? repairControls(bytes).bytes
    : Buffer.from(decoderFor(value).decode(bytes, { stream: true }), 'utf8')
}

function cutAtLineEnd(content: string): string {
  const at = Math.max(content.lastIndexOf('\n'), content.lastIndexOf('\r'))
  return at > 0 ? content.slice(0, at + 1) : content
}

function dialectSaid(options: Partial<ImportOptions>): Partial<Dialect> {
  return {
    ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter }),
    ...(options.quote === undefined ? {} : { quote: options.quote }),
    ...(options.escape === undefined ? {} : { escape: options.escape }),
    ...(options.comment === undefined ? {} : { comment: options.comment }),
  }
}

function sampleTable(source: SourceFile, windows: readonly Buffer[], texts: readonly Uint8Array[], dialect: Dialect) {
  const complete = source.bytes <= WHOLE
  const first = texts[0] as Uint8Array
  const whole = complete ? first : first.subarray(0, first.length - incompleteTail(first))
  const rows = parseSample(whole, dialect, complete, complete ? Number.POSITIVE_INFINITY : HEAD_ROWS)
  const width = usualWidth(firstTable(rows))
  const head = mendHeader(rows, width, dialect)
  const spread = texts.slice(1).flatMap((bytes) => rowsInside(bytes, dialect, width))
  return {
    head,
    spread,
    complete,
    width,
    estimatedRows: complete ? filled(head) : estimate(source, windows, texts, dialect),
  }
}

/** Rows of a window between its first line end and its last; those of another width may have begun inside quotes. */
function rowsInside(bytes: Uint8Array, dialect: Dialect, width: number): SampleRow[] {
  const mark = dialect.newline === 'cr' ? 13 : 10
  const whole = bytes.subarray(bytes.indexOf(mark) + 1, bytes.lastIndexOf(mark) + 1)
  return parseSample(whole, dialect, false, WINDOW_ROWS).filter((row) => row.cells.length === width)
}

function filled(rows: readonly SampleRow[]): number {
  return rows.filter((row) => !isBlankRow(row)).length
}

/** Rows by the lines of windows that stand all over the file. */
function estimate(
  source: SourceFile,
  windows: readonly Buffer[],
  texts: readonly Uint8Array[],
  dialect: Dialect,
): number {
  const mark = dialect.newline === 'cr' ? 13 : 10
  const densities = texts.map((bytes, i) => linesOf(bytes, mark) / Math.max(windows[i]?.length ?? 1, 1))
  const mean = densities.reduce((sum, density) => sum + density, 0) / Math.max(densities.length, 1)
  return Math.max(1, Math.round(mean * source.bytes))
}

function linesOf(bytes: Uint8Array, mark: number): number {
  let lines = 0
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) lines += 1
  return lines
}

/** Rows above the place where the header comes again, perhaps over another number of columns. */
function firstTable(rows: readonly SampleRow[]): readonly SampleRow[] {
  const start = rows.findIndex(({ cells }) => cells.filter(({ text }) => text.trim() !== '').length >= 3)
  const names = rows[start]?.cells.map(({ text }) => text) ?? []
  if (names.length < 3 || new Set(names).size < names.length) return rows
  const again = rows.findIndex(
    ({ cells }, i) =>
      i > start + 1 &&
      Math.abs(cells.length - names.length) <= 2 &&
      names.slice(0, cells.length).every((name, at) => cells[at]?.text === name),
  )
  return again < 0 ? rows : rows.slice(0, again)
}

/** The width most rows have; a wider one wins when a good part of the rows has it. */
function usualWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>()
  for (const row of rows) if (!isBlankRow(row)) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1)
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const wide = [...counts].filter(([, count]) => count >= all * 0.2).map(([width]) => width)
  return Math.max(1, ...wide)
}
