import type { DrawnChart } from '@shared/charts/draw-chart'
import { toPlotly } from '@shared/figures/to-plotly'
import type { Language } from '@shared/locales'
import type { ReportFigure } from './document/report-document'
import { reportWords } from './document/report-words'
import { compact } from './html/compact-json'
import { html, Markup, scriptJson } from './html/escape-html'
import { figureBook, segmentStyles } from './html/figure-book'
import { pageAssets } from './html/page-assets'
import { contentSecurityPolicy } from './html/page-security'
import { scriptElement } from './html/render-page'
import { figureNotes, renderFigure } from './html/render-parts'
import { pictureHead } from './picture-head'

/** How a chart is written: in whose words, and with which title. */
export interface ChartPageRequest {
  chart: DrawnChart
  /** Names the chart in place of its own title. */
  title: string
  language: Language
  currency: string
}

function figureOf({ element, data, layout, reduced }: DrawnChart): ReportFigure {
  const { title, caption = null, height = 360 } = element
  return { type: 'figure', id: 'chart', title, caption, height, data, layout, choices: [], reduced }
}

/** One page that holds the chart and everything it needs, as a report does. */
export async function chartPage({ chart, title, language, currency }: ChartPageRequest): Promise<string> {
  const assets = await pageAssets()
  const context = { words: reportWords(language, currency), paper: false }
  const figure = figureOf(chart)
  const book = scriptJson(figureBook({ language, chapters: [{ id: 'chart', parts: [figure] }] }, context))
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy([assets.plotly, assets.script])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(segmentStyles())}${new Markup(assets.styles)}body{padding:24px}</style>
</head>
<body><main>
<noscript><p class="notice warning">${context.words.own('noScript')}</p></noscript>
${renderFigure(figure, 'chart-chart', context)}
</main>
<script type="application/json" id="figures">${new Markup(book)}</script>
${scriptElement(assets.plotly)}
${scriptElement(assets.script)}
</body>
</html>
`.source
}

const pictureWidth = 960

/** Draws the one chart of the page and keeps its picture for the window that asked for it. */
const pictureScript = `{
  const { figure, options } = JSON.parse(document.getElementById('chart').textContent)
  window.chartPicture = (format) => Plotly.toImage(figure, { ...options, format })
}`

/** The page from which a hidden window takes a picture: the chart in colours for paper, drawn as vectors, with its title. */
export async function picturePage({ chart, title, language, currency }: ChartPageRequest): Promise<string> {
  const { plotly } = await pageAssets()
  const painted = toPlotly(chart, { language, currency, theme: 'paper' })
  const words = reportWords(language, currency)
  const said = chart.element.caption ? [words.say(chart.element.caption)] : []
  const notes = [...figureNotes(figureOf(chart), words), ...said].join(' · ')
  const { height: headHeight, ...head } = pictureHead(painted, title, notes, pictureWidth)
  const layout = { ...painted.layout, ...head }
  const height = (chart.element.height ?? 360) + headHeight
  const data = painted.data.map((trace) => (trace['type'] === 'scattergl' ? { ...trace, type: 'scatter' } : trace))
  const figure = compact({ data, layout, config: painted.config })
  const json = scriptJson({ figure, options: { width: pictureWidth, height, scale: 2 } })
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy([plotly, pictureScript])}">
</head>
<body>
<script type="application/json" id="chart">${new Markup(json)}</script>
${scriptElement(plotly)}
${scriptElement(pictureScript)}
</body>
</html>
`.source
}
