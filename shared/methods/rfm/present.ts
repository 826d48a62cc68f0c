import type {
  FigureElement,
  NoticeElement,
  ResultElement,
  TableElement,
  TextElement,
  TextReference,
} from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import { parseDay } from '../../transactions/calendar'
import { axisTitle, methodWords } from '../../transactions/method-words'
import { recordTable } from '../../transactions/record-table'
import { reconciliationTable, transactionNotices } from '../../transactions/transaction-elements'
import type { PresentContext } from '../define-method'
import type { RfmParams, RfmResult, RfmSegment } from './method'
import { isStandardSegment } from './segments'

const words = methodWords('rfm')
const { at, metric, notice, column } = words

type Context = PresentContext<RfmParams>
type Namer = (label: number) => Text

/** Shows who customers are by recency, frequency and money: segments first, then the grid, then everyone. */
export function present(result: RfmResult, context: Context): ResultElement[] {
  const name = segmentNamer(result, context)
  return [
    headline(result, name),
    ...winBack(result, name),
    ...metrics(result),
    ...notices(result, context),
    segmentTable(result, name),
    gridFigure(result, context.params.levels, 'count'),
    gridFigure(result, context.params.levels, 'value'),
    ...treemap(result, name),
    ...movementFigure(result, name),
    customerTable(result, name),
    cellTable(result),
    ...reconciliationTable(result.audit),
  ]
}

/** A segment's own name when it was given one, else its standard name in the reader's language. */
export function segmentNamer({ segments }: RfmResult, context: Context): Namer {
  return (label) => {
    const given = context.segmentName(label)
    const segment = segments[label]?.segment ?? 'other'
    if ('literal' in given) return given
    return isStandardSegment(segment) ? text(`methods.rfm.segments.${segment}`) : literal(segment)
  }
}

function share(part: number, whole: number) {
  return quantity(whole > 0 ? part / whole : null, 'percent', 0)
}

function headline({ segments, total }: RfmResult, name: Namer): TextElement {
  const best = segments.reduce((top, { value }, i) => (value > (segments[top]?.value ?? 0) ? i : top), 0)
  const { count, value } = segments[best] as RfmSegment
  return words.headline({
    customers: quantity(total.customers, 'count'),
    segment: name(best),
    count: quantity(count, 'count'),
    share: share(count, total.customers),
    valueShare: share(value, total.value),
  })
}

/** The customers worth calling first: they bought often and have stopped. */
function winBack({ segments }: RfmResult, name: Namer): TextElement[] {
  const at = segments.flatMap(({ segment, count }, i) =>
    ['atRisk', 'cannotLose'].includes(segment) && count > 0 ? [i] : [],
  )
  const found = at.map((i) => segments[i] as RfmSegment)
  const count = found.reduce((sum, segment) => sum + segment.count, 0)
  if (count === 0) return []
  const days = found.reduce((sum, segment) => sum + (segment.recency ?? 0) * segment.count, 0) / count
  const values = {
    segments: at.map(name),
    count,
    days: quantity(days, 'days', 0),
    value: quantity(
      found.reduce((sum, segment) => sum + segment.value, 0),
      'currency',
    ),
  }
  return [words.paragraph('win-back', values, 'winBack')]
}

function metrics({ total, snapshotDate }: RfmResult) {
  return [
    metric('customers', total.customers, 'count'),
    metric('value', total.value, 'currency'),
    metric('orders', total.orders, 'count'),
    metric('snapshot', (parseDay(snapshotDate) ?? 0) * 86_400_000, 'date'),
  ]
}

function notices(result: RfmResult, { params }: Context): NoticeElement[] {
  const { customers, total } = result
  const few = total.customers < params.levels * 5
  const frequency = customers.fields['frequency']
  const once = frequency instanceof Float64Array ? frequency.filter((count) => count === 1).length / total.customers : 0
  return [
    ...(few ? [notice('few', 'warning', { customers: total.customers, levels: params.levels })] : []),
    ...(params.method === 'quantile' && params.ties !== 'average' && once > 1 / params.levels
      ? [notice('ties', 'info', { share: quantity(once, 'percent', 0) })]
      : []),
    ...transactionNotices(result.audit),
  ]
}

function segmentTable({ segments, total }: RfmResult, name: Namer): TableElement {
  return {
    type: 'table',
    id: 'segments',
    title: at('table.segments'),
    columns: [
      column('segment'),
      column('count', 'count'),
      column('share', 'percent', { bar: true }),
      column('value', 'currency'),
      column('valueShare', 'percent', { bar: true }),
      column('recency', 'count', { decimals: 0 }),
      column('frequency', 'number', { decimals: 1 }),
      column('action'),
    ],
    rows: segments.map((segment, i) => [
      name(i),
      segment.count,
      total.customers > 0 ? segment.count / total.customers : null,
      segment.value,
      total.value > 0 ? segment.value / total.value : null,
      segment.recency,
      segment.frequency,
      isStandardSegment(segment.segment) ? at(`action.${segment.segment}`) : null,
    ]),
    totals: [at('all'), total.customers, 1, total.value, 1, null, null, null],
  }
}

/** Recency × frequency: customers or money in each pair of scores. */
function gridFigure({ cells }: RfmResult, levels: number, what: 'count' | 'value'): FigureElement {
  const scores = Array.from({ length: levels }, (_, i) => i + 1)
  const z = scores.map((r) =>
    scores.map((f) =>
      cells
        .filter(({ cell }) => cell.startsWith(`${r}${f}`))
        .reduce<number | null>((sum, cell) => (sum ?? 0) + cell[what], null),
    ),
  )
  return {
    type: 'figure',
    id: `grid-${what}`,
    title: at(`grid.${what}`),
    caption: at('grid.caption'),
    data: [
      {
        type: 'heatmap',
        x: scores.map(String),
        y: scores.map(String),
        z,
        colorscale: [
          [0, { $color: 'sequential-low' }],
          [1, { $color: 'sequential-high' }],
        ],
        texttemplate: what === 'count' ? '%{z:,d}' : '%{z:,.0f}',
        hovertemplate: 'R %{y} · F %{x}: %{z:,.2f}<extra></extra>',
        xgap: 2,
        ygap: 2,
      },
    ],
    layout: {
      xaxis: { ...axisTitle(at('grid.frequency')), type: 'category' },
      yaxis: { ...axisTitle(at('grid.recency')), type: 'category' },
    },
    height: 360,
  }
}

/** Segments as areas, the larger the more money; not drawn where refunds outweigh purchases. */
function treemap({ segments, total }: RfmResult, name: Namer): FigureElement[] {
  const shown = segments.map((segment, i) => ({ ...segment, i })).filter(({ count, value }) => count > 0 && value > 0)
  if (shown.length === 0) return []
  return [
    {
      type: 'figure',
      id: 'treemap',
      title: at('treemap.title'),
      data: [
        {
          type: 'treemap',
          labels: shown.map(({ i }) => ({ $text: name(i) })),
          parents: shown.map(() => ''),
          values: shown.map(({ value }) => value),
          text: shown.map(({ count, value }) => ({
            $text: at('treemap.text', { count: quantity(count, 'count'), share: share(value, total.value) }),
          })),
          textinfo: 'label+text',
          hoverinfo: 'label+text',
          marker: { colors: shown.map(({ i }) => ({ $color: `segment-${i % 10}` })) },
        },
      ],
      layout: { margin: { t: 8, l: 8, r: 8, b: 8 } },
      height: 380,
    },
  ]
}

function movementFigure({ movement, segments }: RfmResult, name: Namer): FigureElement[] {
  if (!movement) return []
  const { counts, date } = movement
  const to = segments.map((_, i) => ({ $text: name(i) }))
  const from = [...to, ...(to.length < counts.nColumns ? [{ $text: text('methods.rfm.segments.other') }] : [])]
  const z = Array.from({ length: counts.nRows }, (_, i) =>
    to.map((_, j) => counts.data[i * counts.nColumns + j] || null),
  )
  return [
    {
      type: 'figure',
      id: 'movement',
      title: at('movement.title', { date: quantity((parseDay(date) ?? 0) * 86_400_000, 'date') }),
      caption: at('movement.caption'),
      data: [
        {
          type: 'heatmap',
          x: to,
          y: [...from, { $text: at('movement.new') }],
          z,
          colorscale: [
            [0, { $color: 'sequential-low' }],
            [1, { $color: 'sequential-high' }],
          ],
          texttemplate: '%{z}',
          hovertemplate: '%{y} → %{x}: %{z}<extra></extra>',
          xgap: 1,
          ygap: 1,
        },
      ],
      layout: { xaxis: { automargin: true }, yaxis: { autorange: 'reversed', automargin: true } },
      height: 440,
    },
    flowFigure(counts, from, to),
  ]
}

/** The same movement as bands from the segments then to the segments now. */
function flowFigure(counts: Matrix, from: readonly TextReference[], to: readonly TextReference[]): FigureElement {
  const starts = [...from, { $text: at('movement.new') }]
  const moves = starts
    .flatMap((_, i) => to.map((__, j) => ({ i, j, count: counts.data[i * counts.nColumns + j] ?? 0 })))
    .filter(({ count }) => count > 0)
  const color = (label: number, size: number) => ({ $color: label < size ? `segment-${label % 10}` : 'muted' })
  return {
    type: 'figure',
    id: 'movement-flow',
    title: at('movement.flow'),
    data: [
      {
        type: 'sankey',
        arrangement: 'snap',
        node: {
          label: [...starts, ...to],
          color: [...starts.map((_, i) => color(i, to.length)), ...to.map((_, j) => color(j, to.length))],
          pad: 12,
          thickness: 14,
        },
        link: {
          source: moves.map(({ i }) => i),
          target: moves.map(({ j }) => starts.length + j),
          value: moves.map(({ count }) => count),
          color: moves.map(({ i }) => ({ $color: `${color(i, to.length).$color}@0.3` })),
        },
      },
    ],
    layout: { margin: { t: 8, l: 8, r: 8, b: 16 } },
    height: 460,
  }
}

function customerTable({ customers, segments }: RfmResult, name: Namer): TableElement {
  return recordTable(customers, {
    id: 'customer-list',
    title: at('table.customers'),
    sortBy: 'monetary',
    columns: [
      column('id'),
      column('recency', 'count'),
      column('frequency', 'count'),
      column('monetary', 'currency'),
      column('r', 'count'),
      column('f', 'count'),
      column('m', 'count'),
      column('cell'),
      column('segment'),
    ],
    levels: { segment: segments.map((_, label) => name(label)) },
  })
}

function cellTable({ cells, total }: RfmResult): TableElement {
  const sorted = [...cells].sort((a, b) => b.value - a.value)
  return {
    type: 'table',
    id: 'cells',
    title: at('table.cells'),
    columns: [
      column('cell'),
      column('count', 'count'),
      column('value', 'currency'),
      column('valueShare', 'percent', { bar: true }),
    ],
    rows: sorted.map(({ cell, count, value }) => [cell, count, value, total.value > 0 ? value / total.value : null]),
    totals: [at('all'), total.customers, total.value, 1],
  }
}
