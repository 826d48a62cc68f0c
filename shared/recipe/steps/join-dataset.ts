import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, type Text, text } from '../../contract/text'
import { convertColumn } from '../convert-column'
import { defineStep } from '../define-step'
import { columnOf, type Frame, type FrameColumn, freeName, takeFrom, takeRows } from '../frame'
import { keyAt } from '../groups'
import { joinSql } from '../sql/join-sql'
import { columnName, datasetName } from '../step-params'

const params = z.object({
  dataset: datasetName(),
  keys: z.array(z.object({ left: columnName(), right: z.string().min(1).meta({ picks: 'other-column' }) })).min(1),
  how: z.enum(['left', 'inner', 'full', 'anti']).default('left'),
  /** Columns of the other dataset to bring; all when empty. */
  columns: z.array(z.string().min(1).meta({ picks: 'other-column' })).default([]),
})

/** Rows that a join may make at most. */
export const mostJoinedRows = 20_000_000

/**
 * Brings columns of another dataset to the rows whose keys agree. `left` keeps all rows of this table, `inner` those with a match,
 * `full` adds the other's rows without one, `anti` keeps those without a match. A key that stands several times in the other
 * dataset repeats the row. Missing keys match nothing; numbers and texts match as they are written.
 * @throws datasetUnknown, columnMissing, joinTooLarge
 */
export const joinDataset = defineStep({
  kind: 'join',
  group: 'combine',
  params,
  changesRows: () => true,
  apply(frame, { dataset, keys, how, columns: wanted }, context) {
    const other = context.dataset(dataset)
    const match = matchRows(frame, other, keys)
    const notes = notesOf(match, frame, other)
    if (how === 'anti') {
      const rows = Int32Array.from(match.partners.flatMap((partners, row) => (partners.length === 0 ? [row] : [])))
      return { frame: takeRows(frame, rows), touched: { rows: frame.nRows - rows.length, cells: 0 }, notes }
    }
    const { left, right } = pairs(match, how)
    const brought = broughtColumns(
      other,
      keys.map((key) => key.right),
      wanted,
    )
    const joined = combine(frame, other, { left, right, keys, brought })
    return { frame: joined, touched: { rows: left.length, cells: left.length * brought.length }, notes }
  },
  toSql(relation, { dataset, keys, how, columns: wanted }, context) {
    const other = context.dataset(dataset)
    return other && joinSql(relation, other, { keys, how, wanted })
  },
  withoutSql: 'keys',
  words: ({ dataset, keys, how }) =>
    text(`steps.join.words.${how}`, {
      dataset: literal(dataset),
      keys: keys.map(({ left, right }) => literal(left === right ? left : `${left} = ${right}`)),
    }),
})

type Keys = z.output<typeof params>['keys']

interface Match {
  /** Rows of the other dataset for each row here. */
  partners: (readonly number[])[]
  /** Rows of the other dataset that nothing here matches. */
  alone: number[]
}

function matchRows(frame: Frame, other: Frame, keys: Keys): Match {
  const leftKey = keyReader(keys.map(({ left }) => columnOf(frame, left)))
  const rightKey = keyReader(keys.map(({ right }) => columnOf(other, right)))
  const rows = new Map<string, number[]>()
  for (let row = 0; row < other.nRows; row++) {
    const key = rightKey(row)
    if (key === null) continue
    const known = rows.get(key)
    if (known) known.push(row)
    else rows.set(key, [row])
  }
  const used = new Set<string>()
  const partners = Array.from({ length: frame.nRows }, (_, row) => {
    const key = leftKey(row)
    const found = key === null ? undefined : rows.get(key)
    if (key !== null && found) used.add(key)
    return found ?? []
  })
  const alone = Array.from({ length: other.nRows }, (_, row) => row).filter((row) => {
    const key = rightKey(row)
    return key === null || !used.has(key)
  })
  return { partners, alone }
}

/** The key of a row over some columns; null when one of them is missing. */
function keyReader(columns: readonly FrameColumn[]): (row: number) => string | null {
  const texts = columns.map((column) => convertColumn(column, 'text', null))
  return (row) => {
    const parts = texts.map((column) => keyAt(column, row))
    return parts.includes(null) ? null : parts.length === 1 ? String(parts[0]) : JSON.stringify(parts)
  }
}

function notesOf({ partners, alone }: Match, frame: Frame, other: Frame): Text[] {
  const unmatched = partners.filter((found) => found.length === 0).length
  const repeated = partners.filter((found) => found.length > 1).length
  return joinNotes({ unmatched, rows: frame.nRows, alone: alone.length, otherRows: other.nRows, repeated })
}

/** What a reader should know of a join: rows of either side without a match, and rows with several. */
export function joinNotes(counts: Record<'unmatched' | 'rows' | 'alone' | 'otherRows' | 'repeated', number>): Text[] {
  const count = (rows: number) => quantity(rows, 'count')
  const notes = [
    text('steps.join.unmatchedHere', { rows: count(counts.unmatched), of: count(counts.rows) }),
    text('steps.join.unmatchedThere', { rows: count(counts.alone), of: count(counts.otherRows) }),
  ]
  return counts.repeated > 0 ? [...notes, text('steps.join.repeated', { rows: count(counts.repeated) })] : notes
}

function pairs({ partners, alone }: Match, how: 'left' | 'inner' | 'full'): { left: Int32Array; right: Int32Array } {
  const [left, right]: [number[], number[]] = [[], []]
  const add = (a: number, b: number) => {
    left.push(a)
    right.push(b)
    if (left.length > mostJoinedRows) throw failure('joinTooLarge', { most: mostJoinedRows })
  }
  for (const [row, found] of partners.entries()) {
    for (const partner of found) add(row, partner)
    if (found.length === 0 && how !== 'inner') add(row, -1)
  }
  if (how === 'full') for (const row of alone) add(-1, row)
  return { left: Int32Array.from(left), right: Int32Array.from(right) }
}

function broughtColumns(other: Frame, keys: readonly string[], wanted: readonly string[]): FrameColumn[] {
  if (wanted.length > 0) return wanted.map((name) => columnOf(other, name))
  return other.columns.filter(({ name }) => !keys.includes(name))
}

interface Combination {
  left: Int32Array
  right: Int32Array
  keys: Keys
  brought: readonly FrameColumn[]
}

/** The rows side by side; rows of the other dataset alone take their keys from there. */
function combine(frame: Frame, other: Frame, { left, right, keys, brought }: Combination): Frame {
  let joined = takeRows(frame, left)
  if (left.includes(-1)) {
    for (const { left: name, right: key } of keys) {
      const own = columnOf(frame, name)
      const theirs = takeFrom(convertColumn(columnOf(other, key), own.storage, null), right)
      const columns = joined.columns.map((column) => (column.name === name ? coalesced(column, theirs, left) : column))
      joined = { nRows: joined.nRows, columns }
    }
  }
  for (const column of brought) {
    const name = freeName(joined, column.name)
    joined = { nRows: joined.nRows, columns: [...joined.columns, { ...takeFrom(column, right), name }] }
  }
  return joined
}

/** A key column with the other side's values where there is no row on this side. */
function coalesced(own: FrameColumn, theirs: FrameColumn, left: Int32Array): FrameColumn {
  if (own.kind === 'numeric' && theirs.kind === 'numeric') {
    return { ...own, values: own.values.map((value, i) => (left[i] === -1 ? (theirs.values[i] as number) : value)) }
  }
  if (own.kind === 'numeric' || theirs.kind === 'numeric') return own
  const levels = [...new Set([...own.levels, ...theirs.levels])]
  const places = new Map(levels.map((level, i) => [level, i]))
  const moved = theirs.levels.map((level) => places.get(level) as number)
  const codes = own.codes.map((code, i) => {
    if (left[i] !== -1) return code
    const other = theirs.codes[i] as number
    return other < 0 ? -1 : (moved[other] as number)
  })
  return { ...own, codes, levels }
}
