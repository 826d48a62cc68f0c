import type { TableCell, TableElement } from '@shared/contract/result-elements'
import type { ReportWords } from '../document/report-words'
import { textWidth } from '../xlsx/column-width'

const numericUnits = new Set(['number', 'count', 'percent', 'currency', 'days', 'milliseconds', 'bytes'])

/** A column is one of numbers when no cell of it is words. */
function isNumeric(element: TableElement, index: number): boolean {
  const cells = element.rows.map((row) => row[index] ?? null)
  const numbers = cells.filter((cell) => typeof cell === 'number').length
  return numbers > 0
    ? cells.every((cell) => typeof cell === 'number' || cell === null)
    : numericUnits.has(element.columns[index]?.unit ?? '')
}

const sizeOf = (cell: TableCell | undefined) => (typeof cell === 'number' && Number.isFinite(cell) ? Math.abs(cell) : 0)

/** What drawing a table needs to know of each of its columns. */
export interface DrawnColumn {
  index: number
  /** Right-aligned. */
  numeric: boolean
  /** Largest absolute value: what bars and tints are measured against. */
  most: number
  /** Characters that its widest cell, or the longest unbreakable piece of its label, takes. */
  width: number
}

/** Words may be broken after these, so that long column names need not make wide columns. */
export const breakAfter = /(?<=[_./\-:|])/

const longestCell = 28
const sampledRows = 100

function widthOf(element: TableElement, index: number, words: ReportWords): number {
  const column = element.columns[index]
  if (!column) return 0
  const pieces = words
    .say(column.label)
    .split(/\s+/)
    .flatMap((word) => word.split(breakAfter))
  const rows = [...element.rows.slice(0, sampledRows), ...(element.totals ? [element.totals] : [])]
  const cells = rows.map((row) => textWidth(words.cell(row[index], column)))
  return Math.max(...pieces.map((piece) => boldness * textWidth(piece)), Math.min(longestCell, Math.max(0, ...cells)))
}

/** Looks at every column once. Cost: all cells. */
export function drawnColumns(element: TableElement, words: ReportWords): DrawnColumn[] {
  return element.columns.map((_, index) => ({
    index,
    numeric: isNumeric(element, index),
    most: element.rows.reduce((most, row) => Math.max(most, sizeOf(row[index])), 0),
    width: widthOf(element, index, words),
  }))
}

/** Characters that a line of paper takes in normal and in small print, and what a cell's margins take of them. */
const paper = { normal: { line: 86, margin: 2.7 }, small: { line: 102, margin: 1.8 } }
/** Labels are bold. */
const boldness = 1.1

const lineOf = (columns: readonly DrawnColumn[], margin: number) =>
  columns.reduce((sum, { width }) => sum + width + margin, 0)

/** Puts columns one after the other into blocks of at most so many characters; every block begins with the first column. */
function fill(first: DrawnColumn, others: readonly DrawnColumn[], line: number): DrawnColumn[][] {
  const blocks: DrawnColumn[][] = []
  let block = [first]
  for (const column of others) {
    if (block.length > 1 && lineOf([...block, column], paper.small.margin) > line) {
      blocks.push(block)
      block = [first]
    }
    block.push(column)
  }
  return [...blocks, block]
}

/**
 * How a table goes on paper: as it is, in small print, or in several blocks of about the same width.
 * @returns blocks of columns in order, each beginning with the first column, and whether they need the small print
 */
export function paperBlocks(columns: readonly DrawnColumn[]): { blocks: DrawnColumn[][]; small: boolean } {
  const [first, ...others] = columns
  if (!first || lineOf(columns, paper.normal.margin) <= paper.normal.line)
    return { blocks: [[...columns]], small: false }
  const count = fill(first, others, paper.small.line).length
  const start = first.width + paper.small.margin
  const even = start + lineOf(others, paper.small.margin) / count + Math.max(...others.map(({ width }) => width))
  const balanced = fill(first, others, Math.min(even, paper.small.line))
  return { blocks: balanced.length === count ? balanced : fill(first, others, paper.small.line), small: true }
}
