import type {
  FigureElement,
  MetricElement,
  ResultElement,
  TableElement,
  TextElement,
} from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { PresentContext } from '../define-method'
import { featureNotices } from '../feature-notices'
import type { PcaParams, PcaResult } from './method'
import { furtherElements } from './present-further'

type Context = PresentContext<PcaParams>

/** Components that are read out in words. */
const MOST_READINGS = 4
/** A loading is named when it is at least this share of the component's largest. */
const WORTH_NAMING = 0.5

/** Shows components: how much each explains, what each stands for, where rows lie, and all loadings. */
export function present(result: PcaResult, context: Context): ResultElement[] {
  const { components, preparation } = result
  const names = preparation.map(({ name }) => name)
  return [
    headline(result),
    ...metrics(result, context),
    ...featureNotices(preparation, context),
    ...Array.from({ length: Math.min(MOST_READINGS, components.nRows) }, (_, c) => reading(result, names, c)),
    screePlot(result),
    biplot(result, names),
    ...(components.nRows > 2 ? [scoresPlot(result)] : []),
    loadingsHeatmap(result, names),
    loadingsTable(result, names),
    ...furtherElements(result, names),
  ]
}

function componentName(number: number): Text {
  return text('methods.pca.result.component', { number })
}

function ratios({ eigenvalues }: PcaResult): number[] {
  const total = eigenvalues.reduce((sum, value) => sum + value, 0)
  return eigenvalues.map((value) => value / total)
}

function headline(result: PcaResult): TextElement {
  const all = ratios(result)
  const shown = Math.min(2, all.length)
  const share = all.slice(0, shown).reduce((sum, ratio) => sum + ratio, 0)
  const values = { count: shown, share: quantity(share, 'percent', 0), columns: all.length }
  return { type: 'text', id: 'headline', style: 'headline', text: text('methods.pca.result.headline', values) }
}

function metrics(result: PcaResult, { diagnostics }: Context): MetricElement[] {
  const kept = result.explainedVarianceRatio.reduce((sum, ratio) => sum + ratio, 0)
  const words = (id: string) => ({
    label: text(`methods.pca.result.${id}.label`),
    hint: text(`methods.pca.result.${id}.hint`),
  })
  return [
    { type: 'metric', id: 'components', ...words('components'), value: result.components.nRows, unit: 'count' },
    { type: 'metric', id: 'explained', ...words('explained'), value: kept, unit: 'percent' },
    { type: 'metric', id: 'kaiser', ...words('kaiser'), value: result.suggested.kaiser, unit: 'count' },
    { type: 'metric', id: 'parallel', ...words('parallel'), value: result.suggested.parallel, unit: 'count' },
    { type: 'metric', id: 'rows', ...words('rows'), value: diagnostics.rowsUsed, unit: 'count' },
  ]
}

function loadingsOf({ components }: PcaResult, c: number): number[] {
  return Array.from(components.data.subarray(c * components.nColumns, (c + 1) * components.nColumns))
}

/** "Component 1 (45 %) rises with a and b and falls with c." */
function reading(result: PcaResult, names: readonly string[], c: number): TextElement {
  const loadings = loadingsOf(result, c)
  const limit = WORTH_NAMING * Math.max(...loadings.map(Math.abs))
  const named = loadings
    .map((loading, j) => ({ loading, name: text('methods.pca.result.quoted', { column: literal(names[j] ?? '') }) }))
    .filter(({ loading }) => Math.abs(loading) >= limit)
    .sort((a, b) => Math.abs(b.loading) - Math.abs(a.loading))
  const rising = named.filter(({ loading }) => loading > 0).map(({ name }) => name)
  const falling = named.filter(({ loading }) => loading < 0).map(({ name }) => name)
  const key = falling.length > 0 ? 'contrasts' : rising.length === 1 ? 'single' : 'rises'
  const share = quantity(result.explainedVarianceRatio[c] ?? 0, 'percent')
  const words = text(`methods.pca.result.reading.${key}`, { component: componentName(c + 1), share, rising, falling })
  return { type: 'text', id: `component-${c}`, style: 'paragraph', text: words }
}

function screePlot(result: PcaResult): FigureElement {
  const all = ratios(result)
  const cumulative = all.map((_, i) => all.slice(0, i + 1).reduce((sum, ratio) => sum + ratio, 0))
  const x = all.map((_, i) => i + 1)
  const total = result.eigenvalues.reduce((sum, value) => sum + value, 0)
  const enough = cumulative.findIndex((share) => share >= 0.8) + 1
  return {
    type: 'figure',
    id: 'scree',
    title: text('methods.pca.result.scree.title', { count: enough, share: quantity(0.8, 'percent', 0) }),
    data: [
      {
        type: 'bar',
        x,
        y: all,
        name: { $text: text('methods.pca.result.scree.single') },
        marker: { color: { $color: 'accent' } },
        hovertemplate: '%{y:.1%}<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'lines+markers',
        x,
        y: cumulative,
        name: { $text: text('methods.pca.result.scree.cumulative') },
        line: { color: { $color: 'ink' } },
        hovertemplate: '%{y:.1%}<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'lines+markers',
        x,
        y: result.chanceEigenvalues.map((value) => value / total),
        name: { $text: text('methods.pca.result.scree.chance') },
        line: { color: { $color: 'segment-1' }, dash: 'dash' },
        marker: { size: 4 },
        hovertemplate: '%{y:.1%}<extra></extra>',
      },
    ],
    layout: {
      xaxis: { title: { text: { $text: text('methods.pca.result.scree.x') } }, dtick: 1 },
      yaxis: { title: { text: { $text: text('methods.pca.result.scree.y') } }, tickformat: '.0%', range: [0, 1.05] },
      legend: { orientation: 'h', y: 1.12 },
    },
  }
}

function axis(result: PcaResult, c: number) {
  const share = quantity(result.explainedVarianceRatio[c] ?? 0, 'percent')
  return { title: { text: { $text: text('segments.axis.component', { number: c + 1, share }) } }, zeroline: true }
}

/** Rows and columns in the plane of the first two components: points are rows, arrows are columns. */
function biplot(result: PcaResult, names: readonly string[]): FigureElement {
  const second = Math.min(1, result.components.nRows - 1)
  const [along, across] = [loadingsOf(result, 0), second === 1 ? loadingsOf(result, 1) : names.map(() => 0)]
  const reach = 2.5 * Math.sqrt(result.explainedVariance[0] ?? 1)
  const longest = Math.max(...along.map((value, j) => Math.hypot(value, across[j] ?? 0)))
  const scaled = (value: number) => (value / longest) * reach
  return {
    type: 'figure',
    id: 'biplot',
    title: text('methods.pca.result.biplot.title'),
    caption: text('methods.pca.result.biplot.caption'),
    data: [
      {
        type: 'scattergl',
        mode: 'markers',
        x: { $result: 'scores', column: 0 },
        y: { $result: 'scores', column: second },
        $rows: true,
        name: { $text: text('methods.pca.result.biplot.rows') },
        marker: { size: 5, opacity: 0.5, color: { $color: 'muted' } },
      },
      {
        type: 'scatter',
        mode: 'lines',
        x: along.flatMap((value) => [0, scaled(value), null]),
        y: across.flatMap((value) => [0, scaled(value), null]),
        name: { $text: text('methods.pca.result.biplot.columns') },
        line: { color: { $color: 'accent' }, width: 2 },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'markers+text',
        x: along.map(scaled),
        y: across.map(scaled),
        text: [...names],
        textposition: 'top center',
        showlegend: false,
        marker: { size: 6, color: { $color: 'accent' } },
        hoverinfo: 'text',
      },
    ],
    layout: { xaxis: axis(result, 0), yaxis: axis(result, second), hovermode: 'closest' },
    height: 460,
  }
}

/** Rows in the plane of any two components. */
function scoresPlot(result: PcaResult): FigureElement {
  const options = result.explainedVarianceRatio.map((ratio, column) => ({
    label: text('segments.axis.component', { number: column + 1, share: quantity(ratio, 'percent') }),
    value: { $result: 'scores', column },
  }))
  return {
    type: 'figure',
    id: 'scores',
    title: text('methods.pca.result.scores.title'),
    data: [
      {
        type: 'scattergl',
        mode: 'markers',
        x: { $pick: 'x' },
        y: { $pick: 'y' },
        $rows: true,
        marker: { size: 5, opacity: 0.6, color: { $color: 'accent' } },
      },
    ],
    layout: {
      xaxis: { title: { text: { $pick: 'x' } } },
      yaxis: { title: { text: { $pick: 'y' } } },
      hovermode: 'closest',
    },
    pickers: [
      { id: 'x', label: text('segments.axis.x'), options, initial: 1 },
      { id: 'y', label: text('segments.axis.y'), options, initial: 2 },
    ],
    height: 420,
  }
}

function loadingsHeatmap(result: PcaResult, names: readonly string[]): FigureElement {
  const numbers = Array.from({ length: result.components.nRows }, (_, c) => c)
  return {
    type: 'figure',
    id: 'loadings',
    title: text('methods.pca.result.loadings.title'),
    caption: text('methods.pca.result.loadings.caption'),
    data: [
      {
        type: 'heatmap',
        x: numbers.map((c) => ({ $text: componentName(c + 1) })),
        y: [...names],
        z: names.map((_, j) => numbers.map((c) => loadingsOf(result, c)[j] ?? null)),
        zmid: 0,
        zmin: -1,
        zmax: 1,
        colorscale: [
          [0, { $color: 'diverging-low' }],
          [0.5, { $color: 'diverging-middle' }],
          [1, { $color: 'diverging-high' }],
        ],
        texttemplate: '%{z:.2f}',
        hovertemplate: '%{y} · %{x}: %{z:.3f}<extra></extra>',
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: { xaxis: { automargin: true, type: 'category' }, yaxis: { autorange: 'reversed', automargin: true } },
    height: Math.max(240, 110 + 26 * names.length),
  }
}

/** One row per component: its variance, its share, the share so far, and the loading of every column. */
function loadingsTable(result: PcaResult, names: readonly string[]): TableElement {
  let cumulative = 0
  const label = (id: string) => text(`methods.pca.result.table.${id}`)
  return {
    type: 'table',
    id: 'component-table',
    title: label('title'),
    columns: [
      { id: 'component', label: label('component') },
      { id: 'variance', label: label('variance'), decimals: 3 },
      { id: 'ratio', label: label('ratio'), unit: 'percent', bar: true },
      { id: 'cumulative', label: label('cumulative'), unit: 'percent' },
      ...names.map((name, j) => ({ id: `loading-${j}`, label: literal(name), decimals: 3, heat: true })),
    ],
    rows: result.explainedVariance.map((variance, c) => {
      const ratio = result.explainedVarianceRatio[c] ?? 0
      cumulative += ratio
      return [componentName(c + 1), variance, ratio, Math.min(1, cumulative), ...loadingsOf(result, c)]
    }),
  }
}
