import type { FigureTrace } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import { aggregate } from '../aggregate'
import { keysOf } from '../chart-keys'
import { startOf } from '../date-units'
import { barTicks, hasScale, scaleOf } from './grid-panel'
import { colorBar, type DrawPanel, measureOf, type Scene } from './panel'

const DAY = 86_400_000
const fewestWeeks = 26
/** Up to so many weeks are one strip; more are a strip for each year. */
const longestStrip = 54
/** Rows of cells from one year to the next: seven days and a gap. */
const yearRows = 8
const mostYears = 20
/** Pixels of a row of cells, and of all that stands around them. */
const cell = { strip: 26, years: 13, around: 76 }
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** A day's place: its column counts weeks. */
interface Place {
  row: number
  column: number
}

interface Grid {
  nRows: number
  nColumns: number
  placeOf(day: number): Place
  xaxis: Record<string, unknown>
  yaxis: Record<string, unknown>
  height: number
}

/** A cell for every day, Monday to Sunday downwards: one strip of weeks, or one for each year where there are many. */
export function calendarPanel({ data, notes }: Scene): DrawPanel {
  const dates = data.dates('x')
  const keys = keysOf(dates, { bins: undefined, dateUnit: 'day' }, true)
  const measure = measureOf(data)
  return (rows) => {
    const values = aggregate(measure.kind, keys.codes, keys.names.length, measure.column, rows)
    const all = Array.from(keys.places ?? [], (day, i) => ({ day, value: values[i] as number }))
    const lastYear = yearOf(all.at(-1)?.day ?? 0)
    const days = all.filter(({ day }) => yearOf(day) > lastYear - mostYears)
    if (days.length < all.length) notes.push(text('charts.calendar.lastYears', { years: mostYears }))
    const grid = gridOf(days[0]?.day ?? 0, days.at(-1)?.day ?? 0)
    const z = Array.from({ length: grid.nRows }, () => new Array<number | null>(grid.nColumns).fill(null))
    const said = z.map((row) => row.map((): { $text: Text } | '' => ''))
    for (const { day, value } of days) {
      const { row, column } = grid.placeOf(day)
      if (!Number.isFinite(value)) continue
      ;(z[row] as (number | null)[])[column] = value
      const words = {
        name: text('charts.dates.day', { date: quantity(day, 'date') }),
        value: quantity(value, measure.unit),
      }
      ;(said[row] as unknown[])[column] = { $text: text('charts.hover', words) }
    }
    const trace: FigureTrace = {
      type: 'heatmap',
      x: Array.from({ length: grid.nColumns }, (_, i) => i),
      y: Array.from({ length: grid.nRows }, (_, i) => i),
      z,
      text: said,
      ...scaleOf(z.flat()),
      ...hasScale(z.flat()),
      xgap: 2,
      ygap: 2,
      hoverongaps: false,
      hovertemplate: '%{text}<extra></extra>',
      colorbar: { ...colorBar(measure.title), ...barTicks(z.flat(), measure), len: 1 },
    }
    const { xaxis, yaxis, height } = grid
    return { traces: days.length > 0 ? [trace] : [], xaxis, yaxis, height }
  }
}

const yearOf = (day: number) => new Date(day).getUTCFullYear()
const firstDayOf = (year: number) => new Date(0).setUTCFullYear(year, 0, 1)

function gridOf(first: number, last: number): Grid {
  const start = startOf(first, 'week')
  const nWeeks = Math.round((startOf(last, 'week') - start) / (7 * DAY)) + 1
  return nWeeks <= longestStrip ? strip(start, Math.max(fewestWeeks, nWeeks)) : strips(yearOf(first), yearOf(last))
}

/** Weeks one after the other; a month is named where its first day lies. */
function strip(start: number, nWeeks: number): Grid {
  const placeOf = (day: number) => {
    const days = Math.round((day - start) / DAY)
    return { row: days % 7, column: Math.floor(days / 7) }
  }
  const ticks: { at: number; name: Text }[] = []
  for (let day = start; day < start + nWeeks * 7 * DAY; day += DAY) {
    const date = new Date(day)
    if (date.getUTCDate() !== 1) continue
    ticks.push({
      at: placeOf(day).column,
      name: monthName(date.getUTCMonth() + 1, ticks.length === 0 ? yearOf(day) : null),
    })
  }
  const names = weekdays.map((day) => text(`charts.weekday.${day}`))
  const yaxis = {
    ...axisOf(
      names.map((name, at) => ({ at, name })),
      false,
    ),
    range: [6.5, -0.5],
  }
  const xaxis = { ...axisOf(ticks, true), range: [-0.5, nWeeks - 0.5] }
  return { nRows: 7, nColumns: nWeeks, placeOf, xaxis, yaxis, height: cell.around + 7 * cell.strip }
}

/** A strip for each year, one below the other: the same week of the year in the same column. */
function strips(firstYear: number, lastYear: number): Grid {
  const nYears = lastYear - firstYear + 1
  const placeOf = (day: number) => {
    const year = yearOf(day)
    const week = startOf(firstDayOf(year), 'week')
    const days = Math.round((day - week) / DAY)
    return { row: (year - firstYear) * yearRows + (days % 7), column: Math.floor(days / 7) }
  }
  const months = Array.from({ length: 12 }, (_, month) => ({
    at: month * 4.35 + 1.5,
    name: monthName(month + 1, null),
  }))
  const years = Array.from({ length: nYears }, (_, i) => ({
    at: i * yearRows + 3,
    name: literal(String(firstYear + i)),
  }))
  const nRows = nYears * yearRows - 1
  const yaxis = { ...axisOf(years, false), range: [nRows - 0.5, -0.5] }
  const xaxis = { ...axisOf(months, true), range: [-0.5, 53.5] }
  return { nRows, nColumns: 54, placeOf, xaxis, yaxis, height: cell.around + nRows * cell.years }
}

function monthName(month: number, year: number | null): Text {
  return year === null
    ? text('charts.dates.monthAlone', { month: String(month) })
    : text('charts.dates.month', { year: String(year), month: String(month) })
}

function axisOf(ticks: readonly { at: number; name: Text }[], hasLine: boolean): Record<string, unknown> {
  return {
    tickvals: ticks.map(({ at }) => at),
    ticktext: ticks.map(({ name }) => ({ $text: name })),
    showgrid: false,
    showline: hasLine,
    ticks: '',
  }
}
