import type {
  FigureElement,
  FigureTrace,
  NoticeElement,
  ResultElement,
  TableElement,
} from '../../contract/result-elements'
import { literal, quantity } from '../../contract/text'
import { axisTitle, methodWords } from '../../transactions/method-words'
import type { PresentContext } from '../define-method'
import { convergenceNotice } from '../feature-notices'
import type { SurvivalGroup, SurvivalParams, SurvivalResult } from './method'
import { coxTable, ratioFigure } from './present-cox'
import { number, probability } from './survival-words'

const words = methodWords('survival')
const { at, metric, notice, column } = words

/** Curves that are drawn with their bands; more would hide each other. */
const mostBands = 4
/** Below this p a test is taken to have found something. */
const significance = 0.05

type Context = PresentContext<SurvivalParams>

/** Shows how long customers stay: the curve, groups against each other, and what raises the risk of leaving. */
export function present(result: SurvivalResult, context: Context): ResultElement[] {
  return [
    headline(result),
    ...groupReading(result, context),
    ...coxReading(result),
    ...metrics(result),
    ...notices(result, context),
    curveFigure(result, context),
    hazardFigure(result),
    ...(result.groups.length > 0 ? [groupTable(result)] : []),
    lifeTable(result),
    ...(result.cox ? [ratioFigure(result.cox), coxTable(result.cox)] : []),
  ]
}

function headline({ summary, survival, time }: SurvivalResult) {
  const values = {
    n: quantity(summary.n, 'count'),
    last: quantity(survival.at(-1) ?? null, 'percent', 0),
    time: number(time.at(-1) ?? null, 0),
    mean: number(summary.restrictedMean),
  }
  if (summary.median === null) return words.headline(values, 'headlineMost')
  return words.headline({ ...values, median: number(summary.median) })
}

function groupReading({ groups, logRank }: SurvivalResult, { params, columns }: Context): ResultElement[] {
  if (!logRank || groups.length < 2) return []
  const byRate = [...groups].sort((a, b) => b.rate - a.rate)
  const values = {
    group: literal(columns['group']?.[0] ?? ''),
    first: literal(byRate[0]?.name ?? ''),
    last: literal(byRate.at(-1)?.name ?? ''),
    chi2: number(logRank.chi2),
    p: probability(logRank.p),
    test: at(`test.${params.comparison}`),
  }
  return [words.paragraph('groups-reading', values, logRank.p < significance ? 'groups.differ' : 'groups.alike')]
}

function coxReading({ cox }: SurvivalResult): ResultElement[] {
  const strong = (cox?.terms ?? []).filter(({ p }) => p < significance)
  const strongest = [...strong].sort((a, b) => Math.abs(b.z) - Math.abs(a.z)).slice(0, 3)
  return strongest.map((term, i) => {
    const raises = term.hazardRatio > 1
    const change = quantity(Math.abs(term.hazardRatio - 1), 'percent', 0)
    const values = { term: literal(term.name), change, ratio: number(term.hazardRatio) }
    const name = term.hazardRatio >= 2 ? 'multiplies' : raises ? 'raises' : 'lowers'
    return words.paragraph(`cox-reading-${i}`, values, `cox.${name}`)
  })
}

function metrics({ summary, cox }: SurvivalResult) {
  return [
    metric('median', summary.median, 'number', { decimals: 1 }),
    metric('restrictedMean', summary.restrictedMean, 'number', { decimals: 1 }),
    metric('rate', summary.rate, 'percent', { decimals: 2 }),
    metric('events', summary.nEvents, 'count'),
    ...(cox ? [metric('concordance', cox.concordance, 'number', { decimals: 3 })] : []),
  ]
}

function notices({ summary, eventValue, cox, coxProblem, groups }: SurvivalResult, context: Context): NoticeElement[] {
  const { columns, diagnostics } = context
  const event = literal(columns['event']?.[0] ?? '')
  const notProportional = (cox?.terms ?? []).filter(({ proportional }) => (proportional?.p ?? 1) < significance)
  const small = groups.filter(({ n }) => n < 10)
  const dropped = cox ? summary.n - cox.n : 0
  return [
    eventValue === null
      ? notice('eventNumber', 'info', { event, events: summary.nEvents })
      : notice('eventValue', 'info', { event, value: literal(eventValue), events: summary.nEvents }),
    ...(summary.nEvents === 0 ? [notice('noEvents', 'warning')] : []),
    ...(coxProblem ? [notice(`cox-${coxProblem}`, 'warning', {}, `notice.cox.${coxProblem}`)] : []),
    ...(cox ? convergenceNotice(cox.converged, cox.iterations) : []),
    ...(dropped > 0 ? [notice('coxDropped', 'info', { rows: dropped })] : []),
    ...(notProportional.length > 0
      ? [notice('notProportional', 'warning', { terms: notProportional.map(({ name }) => literal(name)) })]
      : []),
    ...(small.length > 0 ? [notice('small', 'info', { groups: small.map(({ name }) => literal(name)) })] : []),
    ...(diagnostics.rowsDropped > 0 ? [notice('dropped', 'info', { rows: diagnostics.rowsDropped })] : []),
  ]
}

/** Steps with their band, as references into the result. */
function stepTraces(path: string, name: string | null, color: string, band: boolean): FigureTrace[] {
  const reference = (field: string) => ({ $result: path === '' ? field : `${path}.${field}` })
  const base = { type: 'scatter', mode: 'lines', x: reference('time'), hovertemplate: '%{x}: %{y:.1%}' }
  const edge = {
    ...base,
    line: { shape: 'hv', width: 0, color: { $color: color } },
    hoverinfo: 'skip',
    showlegend: false,
  }
  return [
    ...(band
      ? [
          { ...edge, y: reference('lower') },
          { ...edge, y: reference('upper'), fill: 'tonexty', opacity: 0.15 },
        ]
      : []),
    {
      ...base,
      y: reference('survival'),
      line: { shape: 'hv', width: 2, color: { $color: color } },
      ...(name === null ? { showlegend: false } : { name }),
    },
  ]
}

function curveFigure({ groups }: SurvivalResult, { columns, params }: Context): FigureElement {
  const band = groups.length <= mostBands
  const data =
    groups.length === 0
      ? stepTraces('', null, 'accent', true)
      : groups.flatMap(({ name }, i) => stepTraces(`groups.${i}`, name, `segment-${i % 10}`, band))
  return {
    type: 'figure',
    id: 'survival',
    title: at(groups.length > 0 ? 'curve.groups' : 'curve.title'),
    ...(band ? { caption: at('curve.caption', { confidence: quantity(params.confidence, 'percent', 0) }) } : {}),
    data,
    layout: {
      xaxis: { ...axisTitle(literal(columns['duration']?.[0] ?? '')), rangemode: 'tozero' },
      yaxis: { ...axisTitle(at('curve.y')), tickformat: '.0%', range: [0, 1.02] },
    },
    height: 420,
  }
}

/** Share that leaves at each duration, of those who have come so far; durations are put together when there are many. */
function hazardFigure({ time, atRisk, events }: SurvivalResult): FigureElement {
  const first = time[0] ?? 0
  const last = time.at(-1) ?? 0
  const bins = Math.min(time.length, 36)
  const width = (last - first) / Math.max(1, bins)
  const sums = Array.from({ length: bins }, () => ({ events: 0, atRisk: 0 }))
  for (let k = 0; k < time.length; k++) {
    const bin = width > 0 ? Math.min(bins - 1, Math.floor(((time[k] as number) - first) / width)) : 0
    const sum = sums[bin] as (typeof sums)[number]
    sum.atRisk = Math.max(sum.atRisk, atRisk[k] as number)
    sum.events += events[k] as number
  }
  return {
    type: 'figure',
    id: 'hazard',
    title: at('hazard.title'),
    data: [
      {
        type: 'bar',
        x: sums.map(
          (_, bin) =>
            first +
            (bin + (time.length > bins ? 0.5 : 0)) *
              (time.length > bins ? width : (last - first) / Math.max(1, bins - 1)),
        ),
        y: sums.map(({ events: count, atRisk: risk }) => (risk > 0 ? count / risk : null)),
        marker: { color: { $color: 'accent' } },
        hovertemplate: '%{y:.2%}<extra></extra>',
      },
    ],
    layout: { xaxis: axisTitle(at('hazard.x')), yaxis: { ...axisTitle(at('hazard.y')), tickformat: '.1%' } },
    height: 300,
  }
}

function groupTable({ groups, logRank, summary }: SurvivalResult): TableElement {
  return {
    type: 'table',
    id: 'groups',
    title: at('table.groups'),
    ...(logRank
      ? { caption: at('table.logRank', { chi2: number(logRank.chi2, 2), df: logRank.df, p: probability(logRank.p) }) }
      : {}),
    columns: [
      column('group'),
      column('n', 'count'),
      column('events', 'count'),
      column('expected', 'number', { decimals: 1 }),
      column('median', 'number', { decimals: 1 }),
      column('restrictedMean', 'number', { decimals: 1 }),
      column('rate', 'percent', { decimals: 2 }),
    ],
    rows: groups.map((group: SurvivalGroup) => [
      group.name,
      group.n,
      group.nEvents,
      group.expected,
      group.median,
      group.restrictedMean,
      group.rate,
    ]),
    totals: [at('all'), summary.n, summary.nEvents, null, summary.median, summary.restrictedMean, summary.rate],
  }
}

/** Survival at up to 24 of the durations, evenly taken. */
function lifeTable({ time, atRisk, events, survival, lower, upper }: SurvivalResult): TableElement {
  const shown = Math.min(24, time.length)
  const places = Array.from({ length: shown }, (_, i) => Math.round((i * (time.length - 1)) / Math.max(1, shown - 1)))
  const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null)
  return {
    type: 'table',
    id: 'life-table',
    title: at('table.life'),
    columns: [
      column('time', 'number'),
      column('atRisk', 'count'),
      column('events', 'count'),
      column('survival', 'percent'),
      column('lower', 'percent'),
      column('upper', 'percent'),
    ],
    rows: places.map((k) => [
      time[k] ?? null,
      atRisk[k] ?? null,
      events[k] ?? null,
      finite(survival[k]),
      finite(lower[k]),
      finite(upper[k]),
    ]),
  }
}
