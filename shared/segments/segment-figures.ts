import type { ArrayReference, FigureElement, FigurePicker } from '../contract/result-elements'
import { literal, quantity, type Text, text } from '../contract/text'
import type { SegmentProfile } from './segment-profile'

/** A choice for an axis: a column of the dataset or of a matrix in the result. */
export interface AxisOption {
  label: Text
  value: ArrayReference
}

/** Axis choices: columns of the dataset by name, then principal components that the result holds as `scores`. */
export function axisOptions(columns: readonly string[], explainedVarianceRatio: readonly number[]): AxisOption[] {
  const components = explainedVarianceRatio.map((ratio, column) => ({
    label: text('segments.axis.component', { number: column + 1, share: quantity(ratio, 'percent') }),
    value: { $result: 'scores', column },
  }))
  return [...columns.map((name) => ({ label: literal(name), value: { $column: name } })), ...components]
}

/**
 * Rows as points in the colours of their segments, with hull and centre of each; both axes can be chosen.
 * @param options at least one
 * @param initial positions in `options` to begin with
 */
export function segmentScatter(options: readonly AxisOption[], initial: readonly [number, number]): FigureElement {
  const picker = (id: 'x' | 'y', first: number): FigurePicker => ({
    id,
    label: text(`segments.axis.${id}`),
    options: [...options],
    initial: Math.min(first, options.length - 1),
  })
  return {
    type: 'figure',
    id: 'segment-scatter',
    title: text('segments.scatter.title'),
    caption: text('segments.scatter.caption'),
    data: [
      {
        type: 'scattergl',
        mode: 'markers',
        x: { $pick: 'x' },
        y: { $pick: 'y' },
        $groupBy: { $result: 'labels' },
        $hull: true,
        $centers: true,
        $rows: true,
        marker: { size: 6, opacity: 0.75 },
      },
    ],
    layout: {
      xaxis: { title: { text: { $pick: 'x' } } },
      yaxis: { title: { text: { $pick: 'y' } } },
      hovermode: 'closest',
    },
    pickers: [picker('x', initial[0]), picker('y', initial[1])],
    height: 460,
  }
}

/** Colour of a segment by meaning; the palette has ten. */
export function segmentColor(label: number): { $color: string } {
  return { $color: label < 0 ? 'segment--1' : `segment-${label % 10}` }
}

/** Bars of the segments' sizes; shares refer to `total`. */
export function sizeBars(sizes: readonly number[], total: number, segmentName: (label: number) => Text): FigureElement {
  const largest = Math.max(...sizes) / total
  const label = sizes.indexOf(Math.max(...sizes))
  const names = sizes.map((_, segment) => ({ $text: segmentName(segment) }))
  return {
    type: 'figure',
    id: 'segment-sizes',
    title: text('segments.sizes.title', { segment: segmentName(label), share: quantity(largest, 'percent') }),
    data: [
      {
        type: 'bar',
        orientation: 'h',
        y: names,
        x: [...sizes],
        text: sizes.map((size) => ({
          $text: text('segments.sizes.bar', { share: quantity(size / total, 'percent') }),
        })),
        textposition: 'auto',
        marker: { color: sizes.map((_, segment) => segmentColor(segment)) },
        showlegend: false,
      },
    ],
    layout: {
      xaxis: { title: { text: { $text: text('segments.sizes.axis') } }, rangemode: 'tozero' },
      yaxis: { autorange: 'reversed', automargin: true },
    },
    height: Math.max(160, 60 + 34 * sizes.length),
  }
}

/** Segments × columns, coloured by standardised difference from the mean of all rows. */
export function differenceHeatmap(profile: SegmentProfile, segmentName: (label: number) => Text): FigureElement | null {
  const columns = profile.numeric.slice(0, 40)
  const segments = columns[0]?.means.length ?? 0
  if (columns.length === 0 || segments === 0) return null
  const rows = Array.from({ length: segments }, (_, segment) => segment)
  const largest = Math.max(1, ...columns.flatMap(({ differences }) => differences.map((value) => Math.abs(value ?? 0))))
  return {
    type: 'figure',
    id: 'segment-differences',
    title: text('segments.differences.title'),
    caption: text('segments.differences.caption'),
    data: [
      {
        type: 'heatmap',
        x: columns.map(({ name }) => name),
        y: rows.map((segment) => ({ $text: segmentName(segment) })),
        z: rows.map((segment) => columns.map(({ differences }) => differences[segment] ?? null)),
        zmid: 0,
        zmin: -largest,
        zmax: largest,
        colorscale: [
          [0, { $color: 'diverging-low' }],
          [0.5, { $color: 'diverging-middle' }],
          [1, { $color: 'diverging-high' }],
        ],
        texttemplate: '%{z:.2f}',
        hovertemplate: '%{y} · %{x}: %{z:.2f}<extra></extra>',
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: { xaxis: { automargin: true, type: 'category' }, yaxis: { autorange: 'reversed', automargin: true } },
    height: Math.max(220, 110 + 34 * segments),
  }
}
