import type { FigureElement, NoticeElement, ResultElement, TableElement } from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import { policyNotice } from '../../segments/policy-notice'
import { criteria } from '../../segments/suggest-k'
import type { PresentContext } from '../define-method'
import { featureNotices } from '../feature-notices'
import type { ChooseKParams, ChooseKResult, Curves } from './method'

/** Curves with the number they speak for. */
type Shown = Curves & { suggestedK: number }

type Context = PresentContext<ChooseKParams>

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`methods.choose-k.result.${id}`, values)

/** Shows the suggestion with its reason, all criteria side by side, and the numbers. */
export function present(result: ChooseKResult, context: Context): ResultElement[] {
  const basis = result.withoutThem ?? result
  const shown = { ...basis, suggestedK: result.suggestedK }
  const weak = basis.silhouette[basis.k.indexOf(result.suggestedK)] ?? null
  return [
    { type: 'text', id: 'headline', style: 'headline', text: word('headline', { k: result.suggestedK }) },
    { type: 'text', id: 'reason', style: 'paragraph', text: result.reason },
    { type: 'metric', id: 'suggested', label: word('suggested'), value: result.suggestedK, unit: 'count' },
    { type: 'metric', id: 'silhouette', label: word('criterion.silhouette'), value: weak, unit: 'number', decimals: 2 },
    ...leftOutNotice(result),
    ...sampleNotice(result, context),
    ...policyNotice(result.policy),
    ...insideNotice(result),
    ...featureNotices(result.preparation, context),
    curvesFigure(shown),
    curvesTable(shown),
    votesTable(result),
  ]
}

/** Says which columns the suggestion does without, and why. */
function leftOutNotice({ leftOut }: ChooseKResult): NoticeElement[] {
  if (leftOut.length === 0) return []
  const words = word('leftOut', { columns: leftOut.map(literal), count: leftOut.length })
  return [{ type: 'notice', id: 'left-out', level: 'warning', text: words }]
}

function sampleNotice({ sampleSize }: ChooseKResult, { diagnostics }: Context): NoticeElement[] {
  if (sampleSize >= diagnostics.rowsUsed) return []
  const values = { sample: quantity(sampleSize, 'count'), rows: quantity(diagnostics.rowsUsed, 'count') }
  return [{ type: 'notice', id: 'sample', level: 'info', text: word('sample', values) }]
}

const panels = ['inertia', ...criteria] as const

/** Every criterion over k, the suggestion marked in each. */
function curvesFigure(result: Shown): FigureElement {
  const shown = panels.filter((panel) => result[panel].some((value) => value !== null))
  const suggestedAt = result.k.indexOf(result.suggestedK)
  const suffix = (i: number) => (i === 0 ? '' : String(i + 1))
  const axes = shown.flatMap((panel, i) => [
    [`xaxis${suffix(i)}`, { title: { text: { $text: word('k') } }, dtick: result.k.length > 12 ? 2 : 1 }],
    [`yaxis${suffix(i)}`, { title: { text: { $text: word(`criterion.${panel}`) } }, automargin: true }],
  ])
  return {
    type: 'figure',
    id: 'curves',
    title: word('curves.title', { k: result.suggestedK }),
    caption: word('curves.caption'),
    data: shown.flatMap((panel, i) => [
      {
        type: 'scatter',
        mode: 'lines+markers',
        x: result.k,
        y: result[panel],
        xaxis: `x${suffix(i)}`,
        yaxis: `y${suffix(i)}`,
        ...(panel === 'gap' ? { error_y: { type: 'data', array: result.gapStandardError, visible: true } } : {}),
        line: { color: { $color: 'accent' }, width: 2 },
        showlegend: false,
      },
      {
        type: 'scatter',
        mode: 'markers',
        x: [result.suggestedK],
        y: [result[panel][suggestedAt] ?? null],
        xaxis: `x${suffix(i)}`,
        yaxis: `y${suffix(i)}`,
        marker: { size: 13, symbol: 'circle-open', line: { width: 2 }, color: { $color: 'ink' } },
        hoverinfo: 'skip',
        showlegend: false,
      },
    ]),
    layout: {
      grid: { rows: Math.ceil(shown.length / 3), columns: Math.min(3, shown.length), pattern: 'independent' },
      ...Object.fromEntries(axes),
    },
    height: 80 + 220 * Math.ceil(shown.length / 3),
  }
}

function curvesTable(result: Shown): TableElement {
  return {
    type: 'table',
    id: 'numbers',
    title: word('table'),
    columns: [
      { id: 'k', label: word('k'), unit: 'count' },
      ...panels.map((panel) => ({ id: panel, label: word(`criterion.${panel}`), hint: word(`hint.${panel}`) })),
      { id: 'gap-error', label: word('criterion.gapStandardError') },
    ],
    rows: result.k.map((k, i) => [
      k,
      ...panels.map((panel) => result[panel][i] ?? null),
      result.gapStandardError[i] ?? null,
    ]),
  }
}

function votesTable({ votes }: ChooseKResult): TableElement {
  return {
    type: 'table',
    id: 'votes',
    title: word('votes'),
    columns: [
      { id: 'criterion', label: word('votesCriterion') },
      { id: 'k', label: word('votesK'), unit: 'count' },
      { id: 'how', label: word('votesHow') },
    ],
    rows: criteria.map((criterion) => [
      word(`criterion.${criterion}`),
      votes[criterion] ?? null,
      word(`how.${criterion}`),
    ]),
  }
}

/** Says that the suggestion rests on columns in other units, and in which. */
function insideNotice({ weights }: ChooseKResult): NoticeElement[] {
  if (!weights) return []
  const columns = Object.entries(weights).map(([name, weight]) =>
    text('segments.policy.numeric', { column: literal(name), weight: quantity(weight, 'number', 2) }),
  )
  return [{ type: 'notice', id: 'inside', level: 'info', text: word('inside', { columns }) }]
}
