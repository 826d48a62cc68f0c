import { failure } from '../../contract/app-error'
import { literal, type Text, text } from '../../contract/text'
import type { CategoricalColumn, Column, NumericColumn } from '../../dataset/column'
import { flagged, pickFloats } from '../../transactions/pick'
import type { MethodInput } from '../define-method'
import { parameterInvalid } from '../parse-params'

/** Words that mean "it happened", in lower case. */
const yesWords: ReadonlySet<string> = new Set([
  ...[
    'yes',
    'y',
    'true',
    't',
    '1',
    'churned',
    'churn',
    'left',
    'lost',
    'cancelled',
    'canceled',
    'dead',
    'event',
    'exited',
  ],
  ...['是', '有', '流失', '已流失', '离开', '退订', '已退订', '取消', '已取消', '真'],
])

const mostGroups = 50

/** Rows with a duration and an event, and the group of each. */
export interface Events {
  rows: Int32Array
  durations: Float64Array
  happened: Uint8Array
  eventValue: string | null
  /** Null without a group column. */
  group: { codes: Int32Array; names: string[] } | null
  dropped: { reason: Text; rows: number }[]
}

/**
 * Reads durations, events and groups.
 * @throws columnNotNumeric, durationNegative, eventValueNeeded, eventValueUnknown, tooManyGroups, tooFewRows
 */
export function readEvents({ columns, nRows }: MethodInput, eventValue: string | null): Events {
  const duration = numeric(columns['duration']?.[0] as Column)
  const event = columns['event']?.[0] as Column
  const groupColumn = columns['group']?.[0]
  const { isEvent, value } = eventReader(event, eventValue)
  const kept = new Uint8Array(nRows)
  for (let i = 0; i < nRows; i++) {
    const known =
      Number.isFinite(duration.values[i]) && !isMissing(event, i) && !(groupColumn && isMissing(groupColumn, i))
    kept[i] = known ? 1 : 0
  }
  const rows = flagged(kept)
  const durations = pickFloats(duration.values, rows)
  const negative = durations.findIndex((time) => time < 0)
  if (negative >= 0) {
    const values = { column: duration.name, value: durations[negative] as number }
    throw failure('durationNegative', values, { column: duration.name, row: rows[negative] as number })
  }
  if (rows.length < 2) {
    throw failure('tooFewRows', { method: text('methods.survival.name'), needed: 2, used: rows.length, all: nRows })
  }
  const rowsDropped = nRows - rows.length
  return {
    rows,
    durations,
    happened: Uint8Array.from(rows, (row) => (isEvent(row) ? 1 : 0)),
    eventValue: value,
    group: groupColumn ? groupsOf(groupColumn, rows) : null,
    dropped: rowsDropped > 0 ? [{ reason: text('analysis.dropped.missingValue'), rows: rowsDropped }] : [],
  }
}

export function isMissing(column: Column, row: number): boolean {
  return column.kind === 'numeric' ? !Number.isFinite(column.values[row]) : (column.codes[row] as number) < 0
}

function numeric(column: Column): NumericColumn {
  if (column.kind === 'numeric') return column
  throw failure('columnNotNumeric', { column: column.name }, { column: column.name })
}

/** Numbers: 0 is no event, anything else is one, or the value given. Words: the value given, or one that means yes. */
function eventReader(column: Column, eventValue: string | null) {
  if (column.kind === 'numeric') {
    const wanted = eventValue === null ? null : Number(eventValue)
    if (wanted !== null && !column.values.includes(wanted)) throw unknownValue(column, eventValue)
    return {
      isEvent: (row: number) => (wanted === null ? column.values[row] !== 0 : column.values[row] === wanted),
      value: eventValue,
    }
  }
  const code = eventCode(column, eventValue)
  return { isEvent: (row: number) => column.codes[row] === code, value: column.levels[code] ?? null }
}

function eventCode(column: CategoricalColumn, eventValue: string | null): number {
  if (eventValue !== null) {
    const code = column.levels.indexOf(eventValue)
    if (code < 0) throw unknownValue(column, eventValue)
    return code
  }
  const meansYes = column.levels.flatMap((level, code) => (yesWords.has(level.trim().toLowerCase()) ? [code] : []))
  const [only] = meansYes
  if (only !== undefined && meansYes.length === 1) return only
  const levels = column.levels.slice(0, 8).map((level) => literal(level))
  throw failure('eventValueNeeded', { column: column.name, levels }, { parameter: 'eventValue', column: column.name })
}

function unknownValue(column: Column, value: string | null) {
  const constraint = text('errors.constraint.valueOf', { column: literal(column.name) })
  return parameterInvalid('survival', 'eventValue', constraint, value)
}

function groupsOf(column: Column, rows: Int32Array): { codes: Int32Array; names: string[] } {
  const words = Array.from(rows, (row) =>
    column.kind === 'numeric' ? String(column.values[row]) : (column.levels[column.codes[row] as number] as string),
  )
  const names = [...new Set(words)]
  if (names.length > mostGroups) {
    throw failure(
      'tooManyGroups',
      { column: column.name, groups: names.length, most: mostGroups },
      { column: column.name },
    )
  }
  if (column.kind === 'numeric') names.sort((a, b) => Number(a) - Number(b))
  else names.sort()
  const place = new Map(names.map((name, i) => [name, i]))
  return { codes: Int32Array.from(words, (word) => place.get(word) as number), names }
}
