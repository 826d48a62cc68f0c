import type { FigureElement } from '../contract/result-elements'
import { literal, type Text, text } from '../contract/text'
import { segmentColor } from './segment-figures'
import type { NumericProfile, SegmentProfile } from './segment-profile'

type Namer = (label: number) => Text

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`segments.${id}`, values)

/** Columns that fit side by side, and spokes that can be told apart. */
const MOST_COLUMNS = 16
const MOST_SPOKES = 10
const FEWEST_SPOKES = 3
/** More lines than colours cannot be followed. */
const MOST_SEGMENTS = 10

/** Columns in which segments differ most, in the order of the profile. */
export function mostDifferent({ numeric }: SegmentProfile, most: number): NumericProfile[] {
  if (numeric.length <= most) return numeric
  const kept = new Set([...numeric].sort((a, b) => spreadOf(b) - spreadOf(a)).slice(0, most))
  return numeric.filter((column) => kept.has(column))
}

/** From the lowest segment to the highest, in standard deviations. */
function spreadOf({ differences }: NumericProfile): number {
  const known = differences.filter((value) => value !== null)
  return known.length === 0 ? 0 : Math.max(...known) - Math.min(...known)
}

/** Each segment's mean as a line over the columns, in standard deviations from the mean of all rows. */
export function parallelCentres(profile: SegmentProfile, segmentName: Namer): FigureElement | null {
  const columns = mostDifferent(profile, MOST_COLUMNS)
  const segments = segmentsOf(columns)
  if (columns.length < 2 || segments.length < 2) return null
  const [widest] = [...columns].sort((a, b) => spreadOf(b) - spreadOf(a)) as [NumericProfile]
  const known = segments.filter((label) => widest.differences[label] !== null)
  const gap = (label: number) => widest.differences[label] as number
  const ordered = known.sort((a, b) => gap(b) - gap(a))
  return {
    type: 'figure',
    id: 'segment-parallel',
    title: word('parallel.title', {
      column: literal(widest.name),
      high: segmentName(ordered[0] as number),
      low: segmentName(ordered.at(-1) as number),
    }),
    caption: word(columns.length < profile.numeric.length ? 'parallel.captionPart' : 'parallel.caption', {
      shown: columns.length,
    }),
    data: segments.map((label) => ({
      type: 'scatter',
      mode: 'lines+markers',
      x: columns.map(({ name }) => name),
      y: columns.map(({ differences }) => differences[label] ?? null),
      name: { $text: segmentName(label) },
      legendgroup: `segment-${label}`,
      line: { color: segmentColor(label), width: 2 },
      marker: { color: segmentColor(label), size: 7 },
      customdata: columns.map(({ means, name }) => [means[label] ?? null, name]),
      hovertemplate: { $text: word('parallel.hover', { segment: segmentName(label) }) },
    })),
    layout: {
      xaxis: { type: 'category', automargin: true, showgrid: true },
      yaxis: { title: { text: { $text: word('parallel.axis') } }, zeroline: true },
      hovermode: 'closest',
    },
    height: 380,
  }
}

/** The same as a web: a spoke per column, a ring at the mean of all rows. */
export function radarCentres(profile: SegmentProfile, segmentName: Namer): FigureElement | null {
  const columns = mostDifferent(profile, MOST_SPOKES)
  const segments = segmentsOf(columns)
  if (columns.length < FEWEST_SPOKES || segments.length < 2) return null
  const far = farthest(columns, segments)
  const closed = [...columns, columns[0] as NumericProfile]
  const ring = { theta: closed.map(({ name }) => name), r: closed.map(() => 0) }
  return {
    type: 'figure',
    id: 'segment-radar',
    title: word(far.difference < 0 ? 'radar.titleLow' : 'radar.titleHigh', {
      segment: segmentName(far.label),
      column: literal(far.column),
    }),
    caption: word('radar.caption'),
    data: [
      {
        type: 'scatterpolar',
        mode: 'lines',
        ...ring,
        line: { color: { $color: 'muted' }, width: 1.5, dash: 'dot' },
        hoverinfo: 'skip',
        showlegend: false,
      },
      ...segments.map((label) => ({
        type: 'scatterpolar',
        mode: 'lines+markers',
        theta: ring.theta,
        r: closed.map(({ differences }) => differences[label] ?? null),
        name: { $text: segmentName(label) },
        legendgroup: `segment-${label}`,
        line: { color: segmentColor(label), width: 2 },
        marker: { color: segmentColor(label), size: 6 },
        fill: 'toself',
        fillcolor: { $color: `segment-${label % 10}@0.06` },
        customdata: closed.map(({ means, name }) => [means[label] ?? null, name]),
        hovertemplate: { $text: word('radar.hover', { segment: segmentName(label) }) },
      })),
    ],
    layout: {
      polar: {
        bgcolor: 'rgba(0, 0, 0, 0)',
        radialaxis: {
          gridcolor: { $color: 'grid' },
          linecolor: { $color: 'axis' },
          tickfont: muted,
          angle: 90,
          tickangle: 90,
        },
        angularaxis: { gridcolor: { $color: 'grid' }, linecolor: { $color: 'axis' } },
      },
      margin: { l: 90, r: 90, t: 76, b: 44 },
      legend: { y: 1.14 },
    },
    height: 460,
  }
}

const muted = { color: { $color: 'muted' }, size: 11 }

function segmentsOf(columns: readonly NumericProfile[]): number[] {
  const count = columns[0]?.means.length ?? 0
  return Array.from({ length: Math.min(count, MOST_SEGMENTS) }, (_, label) => label)
}

function farthest(columns: readonly NumericProfile[], segments: readonly number[]) {
  let best = { label: 0, column: '', difference: 0 }
  for (const { name, differences } of columns) {
    for (const label of segments) {
      const difference = differences[label] ?? 0
      if (Math.abs(difference) > Math.abs(best.difference)) best = { label, column: name, difference }
    }
  }
  return best
}
