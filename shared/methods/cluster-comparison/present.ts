import type {
  FigureElement,
  MetricElement,
  NoticeElement,
  ResultElement,
  TableElement,
} from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import type { PresentContext } from '../define-method'
import type { ClusterComparisonParams, ClusterComparisonResult } from './method'

type Context = PresentContext<ClusterComparisonParams>

const word = (id: string, values?: Parameters<typeof text>[1]) =>
  text(`methods.cluster-comparison.result.${id}`, values)

const indexes = [
  'adjustedRand',
  'ami',
  'nmi',
  'homogeneity',
  'completeness',
  'vMeasure',
  'fowlkesMallows',
  'rand',
  'purity',
] as const

/** Shows how far two groupings agree: in a sentence, in the usual indexes, and group by group. */
export function present(result: ClusterComparisonResult, context: Context): ResultElement[] {
  const names = { first: nameOf(context, 'first'), second: nameOf(context, 'second') }
  const level = result.adjustedRand >= 0.9 ? 'same' : result.adjustedRand >= 0.5 ? 'close' : 'weak'
  const verdict = result.adjustedRand < 0.1 ? 'none' : level
  const ari = quantity(result.adjustedRand, 'number', 2)
  return [
    { type: 'text', id: 'headline', style: 'headline', text: word(`headline.${verdict}`, { ...names, ari }) },
    ...indexes.slice(0, 3).map((id) => metric(id, result[id])),
    ...droppedNotice(context),
    overlapHeatmap(result, names),
    crosstabTable(result, names),
    indexTable(result),
  ]
}

function nameOf({ columns }: Context, role: 'first' | 'second') {
  return literal(columns[role]?.[0] ?? role)
}

function metric(id: string, value: number): MetricElement {
  const words = { label: word(`index.${id}.label`), hint: word(`index.${id}.hint`) }
  return { type: 'metric', id, ...words, value, unit: 'number', decimals: 3 }
}

function droppedNotice({ diagnostics }: Context): NoticeElement[] {
  if (diagnostics.rowsDropped === 0) return []
  return [{ type: 'notice', id: 'dropped', level: 'info', text: word('dropped', { rows: diagnostics.rowsDropped }) }]
}

/** Columns in an order in which the largest overlaps come near the diagonal. */
function matchedOrder({ crosstab: { data, nRows, nColumns } }: ClusterComparisonResult): number[] {
  const free = new Set(Array.from({ length: nColumns }, (_, j) => j))
  const order: number[] = []
  for (let i = 0; i < nRows && free.size > 0; i++) {
    const best = [...free].reduce((a, b) => ((data[i * nColumns + b] ?? 0) > (data[i * nColumns + a] ?? 0) ? b : a))
    order.push(best)
    free.delete(best)
  }
  return [...order, ...free]
}

function overlapHeatmap(
  result: ClusterComparisonResult,
  names: Record<'first' | 'second', ReturnType<typeof literal>>,
): FigureElement {
  const { crosstab, firstLevels, secondLevels } = result
  const order = matchedOrder(result)
  const shares = firstLevels.map((_, i) => {
    const row = crosstab.data.subarray(i * crosstab.nColumns, (i + 1) * crosstab.nColumns)
    const size = row.reduce((sum, count) => sum + count, 0)
    return order.map((j) => (row[j] as number) / size)
  })
  return {
    type: 'figure',
    id: 'overlap',
    title: word('overlap.title', names),
    caption: word('overlap.caption', names),
    data: [
      {
        type: 'heatmap',
        x: order.map((j) => secondLevels[j] as string),
        y: firstLevels,
        z: shares,
        zmin: 0,
        zmax: 1,
        colorscale: [
          [0, { $color: 'sequential-low' }],
          [1, { $color: 'sequential-high' }],
        ],
        ...(crosstab.data.length <= 200 ? { texttemplate: '%{z:.0%}' } : {}),
        hovertemplate: '%{y} → %{x}: %{z:.1%}<extra></extra>',
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: {
      xaxis: { title: { text: { $text: names.second } }, type: 'category', automargin: true },
      yaxis: { title: { text: { $text: names.first } }, type: 'category', autorange: 'reversed', automargin: true },
    },
    height: Math.max(260, 140 + 28 * firstLevels.length),
  }
}

function crosstabTable(
  result: ClusterComparisonResult,
  names: Record<'first' | 'second', ReturnType<typeof literal>>,
): TableElement {
  const { crosstab, firstLevels, secondLevels } = result
  const columns = secondLevels.slice(0, 60)
  return {
    type: 'table',
    id: 'crosstab',
    title: word('crosstab', names),
    columns: [
      { id: 'first', label: names.first },
      ...columns.map((level, j) => ({ id: `second-${j}`, label: literal(level), unit: 'count' as const })),
    ],
    rows: firstLevels.map((level, i) => [
      level,
      ...columns.map((_, j) => crosstab.data[i * crosstab.nColumns + j] ?? 0),
    ]),
    totals: [
      word('total'),
      ...columns.map((_, j) =>
        firstLevels.reduce((sum, __, i) => sum + (crosstab.data[i * crosstab.nColumns + j] ?? 0), 0),
      ),
    ],
  }
}

function indexTable(result: ClusterComparisonResult): TableElement {
  return {
    type: 'table',
    id: 'indexes',
    title: word('indexes'),
    columns: [
      { id: 'index', label: word('indexName') },
      { id: 'value', label: word('indexValue'), decimals: 4 },
      { id: 'meaning', label: word('indexMeaning') },
    ],
    rows: indexes.map((id) => [word(`index.${id}.label`), result[id], word(`index.${id}.hint`)]),
  }
}
