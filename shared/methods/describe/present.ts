import type {
  FigureElement,
  MetricElement,
  NoticeElement,
  ResultElement,
  TableCell,
  TableElement,
  TextElement,
} from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import type { PresentContext } from '../define-method'
import type { ColumnDescription, DescribeParams, DescribeResult } from './method'
import { moreFigures, pairTables } from './present-figures'

const MOST_HISTOGRAMS = 9
/** From here on a column is called strongly skewed, often missing, or two columns closely related. */
const SKEWED = 2
const OFTEN_MISSING = 0.2
const CLOSE = 0.5

type Context = PresentContext<DescribeParams>

const word = (id: string, values?: Parameters<typeof text>[1]): Text => text(`methods.describe.result.${id}`, values)

/** Shows columns in figures: what stands out, tables by kind, histograms, and how columns move together. */
export function present(result: DescribeResult, { diagnostics }: Context): ResultElement[] {
  const { columns } = result
  const numbers = columns.filter(isQuantity)
  const dates = columns.filter(({ measureType }) => measureType === 'time')
  const others = columns.filter((column) => !isQuantity(column) && column.measureType !== 'time')
  return [
    headline(result, diagnostics.rowsUsed),
    ...metrics(result, diagnostics.rowsUsed),
    ...notices(columns),
    ...(result.kendall === null && result.correlated.length > 1 ? [withoutKendall()] : []),
    ...(numbers.length > 0 ? [numberTable(numbers)] : []),
    ...moreFigures(numbers),
    ...(dates.length > 0 ? [dateTable(dates)] : []),
    ...(others.length > 0 ? [valueTable(others)] : []),
    ...histograms(numbers),
    ...correlations(result),
    ...pairTables(result),
  ]
}

/** Numbers that measure something: not dates, and not codes. */
function isQuantity({ kind, measureType }: ColumnDescription): boolean {
  return kind === 'numeric' && (measureType === 'continuous' || measureType === 'ordinal')
}

function headline({ columns }: DescribeResult, nRows: number): TextElement {
  const missing = columns.reduce((sum, column) => sum + column.missing, 0)
  const share = quantity(missing / (nRows * columns.length), 'percent')
  const key = missing === 0 ? 'headlineComplete' : 'headline'
  const words = word(key, { rows: quantity(nRows, 'count'), columns: columns.length, share })
  return { type: 'text', id: 'headline', style: 'headline', text: words }
}

function metrics({ columns }: DescribeResult, nRows: number): MetricElement[] {
  const complete = columns.filter(({ missing }) => missing === 0).length
  const metric = (id: string, value: number): MetricElement => ({
    type: 'metric',
    id,
    label: word(`${id}.label`),
    hint: word(`${id}.hint`),
    value,
    unit: 'count',
  })
  return [metric('rows', nRows), metric('columnsDescribed', columns.length), metric('completeColumns', complete)]
}

function notices(columns: readonly ColumnDescription[]): NoticeElement[] {
  const constant = columns.filter(({ n, distinct }) => n > 0 && distinct === 1)
  const empty = columns.filter(({ n }) => n === 0)
  const missing = columns.filter(({ n, missing: absent }) => n > 0 && absent / (n + absent) >= OFTEN_MISSING)
  const skewed = columns.filter((column) => isQuantity(column) && Math.abs(column.skewness ?? 0) >= SKEWED)
  return [
    ...columnNotice('empty', 'warning', word('notice.empty', listOf(empty)), empty),
    ...columnNotice('constant', 'warning', word('notice.constant', listOf(constant)), constant),
    ...columnNotice('missing', 'warning', word('notice.missing', { columns: missing.map(withMissing) }), missing),
    ...columnNotice('skewed', 'info', text('analysis.notice.skewed', listOf(skewed)), skewed),
  ]
}

function withoutKendall(): NoticeElement {
  return { type: 'notice', id: 'withoutKendall', level: 'info', text: word('notice.withoutKendall') }
}

function columnNotice(
  id: string,
  level: NoticeElement['level'],
  words: Text,
  columns: readonly ColumnDescription[],
): NoticeElement[] {
  return columns.length > 0 ? [{ type: 'notice', id, level, text: words }] : []
}

function listOf(columns: readonly ColumnDescription[]) {
  return { columns: columns.map(({ name }) => literal(name)), count: columns.length }
}

function withMissing({ name, n, missing }: ColumnDescription): Text {
  return word('notice.missingColumn', { column: literal(name), share: quantity(missing / (n + missing), 'percent', 0) })
}

function numberTable(columns: readonly ColumnDescription[]): TableElement {
  const figures = ['mean', 'sd', 'min', 'q1', 'median', 'q3', 'max', 'skewness'] as const
  return {
    type: 'table',
    id: 'numbers',
    title: word('numbers'),
    columns: [...baseColumns(), ...figures.map((id) => ({ id, label: word(`table.${id}`), hint: word(`hint.${id}`) }))],
    rows: columns.map((column) => [...baseCells(column), ...figures.map((figure) => column[figure])]),
  }
}

function baseColumns(): TableElement['columns'][number][] {
  return [
    { id: 'name', label: word('table.name') },
    { id: 'n', label: word('table.n'), unit: 'count' },
    { id: 'missing', label: word('table.missing'), unit: 'count' },
    { id: 'distinct', label: word('table.distinct'), unit: 'count' },
  ]
}

function baseCells({ name, n, missing, distinct }: ColumnDescription): TableCell[] {
  return [name, n, missing, distinct]
}

function dateTable(columns: readonly ColumnDescription[]): TableElement {
  const figures = ['min', 'q1', 'median', 'q3', 'max'] as const
  return {
    type: 'table',
    id: 'dates',
    title: word('dates'),
    columns: [...baseColumns(), ...figures.map((id) => ({ id, label: word(`table.${id}`), unit: 'date' as const }))],
    rows: columns.map((column) => [...baseCells(column), ...figures.map((figure) => column[figure])]),
  }
}

function valueTable(columns: readonly ColumnDescription[]): TableElement {
  const most = Math.max(...columns.map(({ top }) => top.length))
  const positions = Array.from({ length: most }, (_, i) => i)
  return {
    type: 'table',
    id: 'values',
    title: word('values'),
    caption: word('valuesCaption'),
    columns: [
      ...baseColumns(),
      ...positions.map((i) => ({ id: `top-${i}`, label: word('table.top', { position: i + 1 }) })),
    ],
    rows: columns.map((column) => [
      ...baseCells(column),
      ...positions.map((i) => {
        const entry = column.top[i]
        const share = quantity((entry?.count ?? 0) / column.n, 'percent', 0)
        return entry ? word('table.topValue', { value: literal(entry.value), share }) : null
      }),
    ]),
  }
}

/** The first numeric columns side by side. */
function histograms(columns: readonly ColumnDescription[]): FigureElement[] {
  const shown = columns.filter((column) => column.histogram).slice(0, MOST_HISTOGRAMS)
  if (shown.length === 0) return []
  const across = Math.min(3, shown.length)
  const down = Math.ceil(shown.length / across)
  const axes = shown.flatMap(({ name }, i) => [
    [`xaxis${i === 0 ? '' : i + 1}`, { title: { text: name }, automargin: true }],
    [`yaxis${i === 0 ? '' : i + 1}`, { rangemode: 'tozero', automargin: true }],
  ])
  const hidden = columns.length - shown.length
  return [
    {
      type: 'figure',
      id: 'histograms',
      title: word('histograms'),
      ...(hidden > 0 ? { caption: word('histogramsHidden', { shown: shown.length, all: columns.length }) } : {}),
      data: shown.map((column, i) => histogramTrace(column, i)),
      layout: {
        grid: { rows: down, columns: across, pattern: 'independent' },
        showlegend: false,
        bargap: 0.03,
        ...Object.fromEntries(axes),
      },
      height: 60 + 210 * down,
    },
  ]
}

function histogramTrace({ name, histogram }: ColumnDescription, position: number) {
  const { edges, counts } = histogram ?? { edges: [], counts: [] }
  const suffix = position === 0 ? '' : String(position + 1)
  const centers = counts.map((_, i) => ((edges[i] ?? 0) + (edges[i + 1] ?? 0)) / 2)
  return {
    type: 'bar',
    x: centers,
    y: counts,
    width: counts.map((_, i) => (edges[i + 1] ?? 0) - (edges[i] ?? 0)),
    xaxis: `x${suffix}`,
    yaxis: `y${suffix}`,
    name,
    marker: { color: { $color: 'accent' } },
    hovertemplate: '%{x}: %{y}<extra></extra>',
  }
}

/** Heatmaps of the correlations, each titled by its closest pair. */
function correlations({ correlated, pearson, spearman, kendall }: DescribeResult): FigureElement[] {
  if (correlated.length < 2) return []
  return [
    correlationHeatmap('pearson', correlated, pearson),
    correlationHeatmap('spearman', correlated, spearman),
    ...(kendall ? [correlationHeatmap('kendall', correlated, kendall)] : []),
  ]
}

function correlationHeatmap(
  id: 'pearson' | 'spearman' | 'kendall',
  names: readonly string[],
  matrix: Matrix,
): FigureElement {
  const at = (a: number, b: number) => matrix.data[a * names.length + b] ?? Number.NaN
  const pairs = names.flatMap((_, a) => names.slice(0, a).map((_, b) => ({ a, b, r: at(a, b) })))
  const closest = pairs.filter(({ r }) => Math.abs(r) >= CLOSE).sort((p, q) => Math.abs(q.r) - Math.abs(p.r))[0]
  const values = closest && {
    first: literal(names[closest.b] ?? ''),
    second: literal(names[closest.a] ?? ''),
    r: quantity(closest.r, 'number', 2),
  }
  return {
    type: 'figure',
    id,
    title: values ? word(`${id}.${closest.r > 0 ? 'together' : 'opposite'}`, values) : word(`${id}.weak`),
    caption: word(`${id}.caption`),
    data: [
      {
        type: 'heatmap',
        x: [...names],
        y: [...names],
        z: names.map((_, a) => names.map((_, b) => (Number.isFinite(at(a, b)) ? at(a, b) : null))),
        zmid: 0,
        zmin: -1,
        zmax: 1,
        colorscale: [
          [0, { $color: 'diverging-low' }],
          [0.5, { $color: 'diverging-middle' }],
          [1, { $color: 'diverging-high' }],
        ],
        ...(names.length <= 15 ? { texttemplate: '%{z:.2f}' } : {}),
        hovertemplate: '%{y} · %{x}: %{z:.3f}<extra></extra>',
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: {
      xaxis: { automargin: true, type: 'category' },
      yaxis: { autorange: 'reversed', automargin: true, type: 'category' },
    },
    height: Math.max(280, 130 + 28 * names.length),
  }
}
