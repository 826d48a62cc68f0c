import { failure } from '../../contract/app-error'
import type { FigureTrace } from '../../contract/result-elements'
import { literal, quantity, type Text, text, type Unit } from '../../contract/text'
import { lorenzCurve } from '../../math/lorenz-curve'
import { aggregate, crossed, valuesByGroup } from '../aggregate'
import type { Behind } from '../behind'
import { type ChartData, measureField } from '../chart-fields'
import { keysOf } from '../chart-keys'
import { orderedKeys } from './measured-panel'
import { barAxis, type DrawPanel, measureAxis, measureOf, type Scene, shortened, titled, wrapped } from './panel'

const hidden = { visible: false }
/** Width of a slice's name in Latin letters. */
const longestSlice = 36
/** Width of a rectangle's name, in two lines. */
const longestLeaf = 24

function sliceColor(index: number, others: number): { $color: string } {
  return { $color: index === others ? 'segment--1' : `segment-${index % 10}` }
}

/** Black or white on a slice, whichever reads better. */
function onSlice(index: number, others: number): { $color: string } {
  return { $color: `on-${sliceColor(index, others).$color}` }
}

/** Words that have no room at this size are left out, not made tiny. */
const uniformtext = { minsize: 10, mode: 'hide' }

/** What a part says under the pointer. */
function saidOf(name: Text, value: number, unit: Unit): { $text: Text } {
  return { $text: text('charts.hover', { name, value: quantity(value, unit) }) }
}

/** Parts of a whole cannot be below 0. @throws chartPartsNegative, which names the first that is */
function checkParts({ spec }: ChartData, values: Float64Array, nameOf: (key: number) => Text | undefined): void {
  const key = values.findIndex((value) => value < 0)
  if (key < 0) return
  const field = measureField(spec.type)
  const name = nameOf(key) ?? literal('–')
  throw failure(
    'chartPartsNegative',
    { type: text(`charts.types.${spec.type}`), column: spec[field] ?? '–', name },
    { parameter: field },
  )
}

/** Names of slices, cut; slices of the same name would be drawn as one, so that no two are the same to the letter. */
function sliceNames(names: readonly Text[]): Text[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const cut = shortened(name, longestSlice)
    const key = JSON.stringify(cut)
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return 'literal' in cut ? literal(`${cut.literal}${'\u200b'.repeat(before)}`) : cut
  })
}

/** Says how many values are below 0, and are drawn as 0. */
function sayBelowZero(scene: Scene, values: ArrayLike<number>): void {
  const count = Array.from(values).filter((value) => value < 0).length
  if (count > 0) scene.notes.push(text('charts.belowZero', { count }))
}

/** Parts of a whole; parts of 0 have no area and are left out. @throws chartPartsNegative */
export function piePanel({ data, rows: all }: Scene): DrawPanel {
  const keys = orderedKeys(data, all)
  const measure = measureOf(data)
  return (rows) => {
    const values = aggregate(measure.kind, keys.codes, keys.names.length, measure.column, rows)
    checkParts(data, values, (key) => keys.names[key])
    const shown = keys.names.map((_, key) => key).filter((key) => (values[key] as number) > 0)
    const trace: FigureTrace = {
      type: 'pie',
      labels: sliceNames(shown.map((key) => keys.names[key] as Text)).map((name) => ({ $text: name })),
      values: shown.map((key) => values[key] as number),
      hole: 0.45,
      sort: false,
      direction: 'clockwise',
      textinfo: 'percent',
      textposition: 'inside',
      insidetextorientation: 'horizontal',
      marker: {
        colors: shown.map((key) => sliceColor(key, keys.others)),
        line: { width: 1, color: { $color: 'background' } },
      },
      insidetextfont: { color: shown.map((key) => onSlice(key, keys.others)) },
      customdata: shown.map((key) => saidOf(keys.names[key] as Text, values[key] as number, measure.unit)),
      hovertemplate: '%{customdata} (%{percent})<extra></extra>',
    }
    const legend = { orientation: 'v', x: 1.02, xanchor: 'left', y: 0.5, yanchor: 'middle' }
    const behind: Behind[] = [{ codes: keys.codes, rows, groups: Int32Array.from(shown), measure }]
    return {
      traces: shown.length > 0 ? [trace] : [],
      behind,
      xaxis: hidden,
      yaxis: hidden,
      layout: { legend, uniformtext },
    }
  }
}

/** Rectangles whose areas are the values of x, inside those of `color` when there is one. */
export function treemapPanel(scene: Scene): DrawPanel {
  const { data, color, hasColor } = scene
  const keys = orderedKeys(data, scene.rows)
  const measure = measureOf(data)
  const nColors = color.names.length
  const codes = crossed(keys.codes, color.codes, nColors)
  return (rows) => {
    const values = aggregate(measure.kind, codes, keys.names.length * nColors, measure.column, rows)
    checkParts(data, values, (code) => keys.names[Math.floor(code / nColors)])
    const leaves = Array.from(values, (value, code) => ({ value, code })).filter(({ value }) => value > 0)
    const groups = hasColor ? [...new Set(leaves.map(({ code }) => code % nColors))].sort((a, b) => a - b) : []
    const cut = (words: Text | undefined, longest: number) => shortened(words ?? literal(''), longest)
    const name = (words: Text | undefined) => ({ $text: cut(words, longestSlice) })
    const leafName = (words: Text | undefined) => ({ $text: wrapped(cut(words, longestLeaf), longestLeaf / 2) })
    const trace: FigureTrace = {
      type: 'treemap',
      // Groups are what is in them: sums of their own would have to agree to the last digit.
      branchvalues: 'remainder',
      ids: [...groups.map((group) => `group-${group}`), ...leaves.map(({ code }) => `leaf-${code}`)],
      labels: [
        ...groups.map((group) => name(color.names[group])),
        ...leaves.map(({ code }) => leafName(keys.names[Math.floor(code / nColors)])),
      ],
      customdata: [
        ...groups.map((group) => ({ $text: color.names[group] ?? literal('') })),
        ...leaves.map(({ code, value }) => saidOf(keys.names[Math.floor(code / nColors)] as Text, value, measure.unit)),
      ],
      textfont: {
        color: [
          ...groups.map((group) => onSlice(group, color.others)),
          ...leaves.map(({ code }) =>
            hasColor ? onSlice(code % nColors, color.others) : onSlice(Math.floor(code / nColors), keys.others),
          ),
        ],
      },
      parents: [...groups.map(() => ''), ...leaves.map(({ code }) => (hasColor ? `group-${code % nColors}` : ''))],
      values: [...groups.map(() => 0), ...leaves.map(({ value }) => value)],
      marker: {
        colors: [
          ...groups.map((group) => sliceColor(group, color.others)),
          ...leaves.map(({ code }) =>
            hasColor ? sliceColor(code % nColors, color.others) : sliceColor(Math.floor(code / nColors), keys.others),
          ),
        ],
        line: { width: 1, color: { $color: 'background' } },
      },
      tiling: { pad: 1 },
      texttemplate: '%{label}<br>%{percentRoot:.1%}',
      pathbar: { visible: false },
      hovertemplate: '%{customdata}<extra></extra>',
    }
    const traces = leaves.length > 0 ? [trace] : []
    const marks = Int32Array.from([...groups.map(() => -1), ...leaves.map(({ code }) => code)])
    const behind: Behind[] = [{ codes, rows, groups: marks, measure }]
    return { traces, behind, xaxis: hidden, yaxis: hidden, layout: { uniformtext, margin: { l: 8, r: 8, t: 8, b: 8 } } }
  }
}

/** Bars from the largest down, and the share of the whole that they make up so far. */
export function paretoPanel(scene: Scene): DrawPanel {
  const { data } = scene
  const keys = orderedKeys(data, scene.rows)
  const measure = measureOf(data)
  return (rows) => {
    const values = aggregate(measure.kind, keys.codes, keys.names.length, measure.column, rows)
    sayBelowZero(scene, values)
    const above = Array.from(values, (value) => Math.max(0, Number.isFinite(value) ? value : 0))
    // What is together in one comes last, however much it is.
    const order = above
      .map((_, key) => key)
      .sort(
        (a, b) =>
          Number(a === keys.others) - Number(b === keys.others) || (above[b] as number) - (above[a] as number) || a - b,
      )
    const total = above.reduce((a, b) => a + b, 0)
    let sum = 0
    const shares = order.map((key) => {
      sum += above[key] as number
      return total > 0 ? Math.min(1, sum / total) : 0
    })
    const names = order.map((key) => keys.names[key] as Text)
    const customdata = names.map((name) => ({ $text: name }))
    const x = order.map((_, place) => place)
    const marker = { color: { $color: 'accent' } }
    const line = { color: { $color: 'segment-1' }, width: 2 }
    const traces: FigureTrace[] = [
      {
        type: 'bar',
        x,
        y: order.map((key) => above[key] as number),
        customdata: order.map((key) => saidOf(keys.names[key] as Text, values[key] as number, measure.unit)),
        marker,
        showlegend: false,
        hovertemplate: '%{customdata}<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'lines+markers',
        x,
        y: shares,
        yaxis: 'y2',
        customdata,
        line,
        marker: { color: { $color: 'segment-1' }, size: 4 },
        showlegend: false,
        hovertemplate: '%{customdata}<br>%{y:.1%}<extra></extra>',
      },
    ]
    const yaxis2 = {
      ...titled(text('charts.sharesSoFar')),
      overlaying: 'y',
      side: 'right',
      range: [0, 1.03],
      tickformat: '.0%',
      showgrid: false,
    }
    return {
      traces: total > 0 ? traces : [],
      behind: [{ codes: keys.codes, rows, groups: Int32Array.from(order), measure }, null],
      xaxis: titled(literal(data.spec.x ?? ''), barAxis(names)),
      yaxis: measureAxis(measure),
      layout: { yaxis2 },
    }
  }
}

/** What each owner has: the sums of y by x, or the rows' own values. @throws chartFieldNotNumeric */
export function ownedAmounts(data: ChartData, rows: Int32Array): Float64Array {
  const amounts = data.numbers('y')
  const owner = data.field('x')
  if (owner === null) return valuesByGroup(new Int32Array(data.nRows), 1, amounts.values, rows)[0] as Float64Array
  const keys = keysOf(owner, { bins: undefined, dateUnit: 'day' }, true)
  return aggregate('sum', keys.codes, keys.names.length, amounts, rows).filter(Number.isFinite)
}

/** The Lorenz curve from the smallest up, beside the line on which all have the same; values below 0 count as 0. */
export function lorenzPanel(scene: Scene): DrawPanel {
  const { data } = scene
  return (rows) => {
    const owned = ownedAmounts(data, rows)
    const curve = lorenzCurve(owned)
    sayBelowZero(scene, owned)
    const gini = curve ? [{ $text: text('charts.gini', { value: Math.round(curve.gini * 1000) / 1000 }) }] : []
    const share = { tickformat: '.0%', range: [0, 1] }
    const traces: FigureTrace[] = [
      {
        type: 'scatter',
        mode: 'lines',
        x: [0, 1],
        y: [0, 1],
        line: { color: { $color: 'muted' }, dash: 'dot', width: 1 },
        hoverinfo: 'skip',
        showlegend: false,
      },
      ...(curve
        ? [
            {
              type: 'scatter',
              mode: 'lines',
              x: Array.from(curve.owners, (value) => 1 - value).reverse(),
              y: Array.from(curve.amounts, (value) => 1 - value).reverse(),
              fill: 'tozeroy',
              fillcolor: { $color: 'accent@0.12' },
              line: { color: { $color: 'accent' }, width: 2 },
              showlegend: false,
              hovertemplate: '%{x:.1%} → %{y:.1%}<extra></extra>',
            },
          ]
        : []),
    ]
    const annotations = gini.map((said) => ({
      text: said,
      x: 0.03,
      y: 0.95,
      xref: 'paper',
      yref: 'paper',
      xanchor: 'left',
      showarrow: false,
    }))
    const xTitle =
      data.spec.x === undefined ? text('charts.shareOfRows') : text('charts.shareOf', { column: literal(data.spec.x) })
    return {
      traces: curve ? traces : [],
      xaxis: titled(xTitle, share),
      yaxis: titled(text('charts.shareOf', { column: literal(data.spec.y ?? '') }), share),
      layout: { annotations },
    }
  }
}
