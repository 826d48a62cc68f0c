import type { ReportWords } from '../document/report-words'
import { reportWords } from '../document/report-words'
import { html, Markup, scriptJson } from '../html/escape-html'
import { figureBook, segmentStyles } from '../html/figure-book'
import { contentSecurityPolicy } from '../html/page-security'
import { renderCover } from '../html/render-cover'
import { type PageAssets, runningTemplates, scriptElement } from '../html/render-page'
import { anchorOf, type PageContext, renderFigure, renderMetric } from '../html/render-parts'
import { renderSources } from '../html/render-sources'
import { renderTable } from '../html/render-table'
import type { DashboardDocument, WrittenTile } from './read-dashboard-document'

const styles = `
.dashboard{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));grid-auto-rows:minmax(52px,auto);gap:16px;margin:24px 0}
.dashboard>*{min-width:0;margin:0;break-inside:avoid}
.dashboard figure,.dashboard .metrics{margin:0}
main.wide{max-width:1280px;margin:0 auto;padding:24px}
@media screen and (max-width:760px){.dashboard{display:block}.dashboard>*{margin-bottom:16px}}`

function renderTile({ id, place, part }: WrittenTile, context: PageContext): Markup {
  const anchor = anchorOf('tile', id)
  const style = `grid-column:${place.x + 1}/span ${place.w};grid-row:${place.y + 1}/span ${place.h}`
  return html`<section style="${style}">${renderPart({ id, place, part }, anchor, context)}</section>`
}

function renderPart({ part }: WrittenTile, anchor: string, context: PageContext): Markup {
  if (part.type === 'metric') return html`<dl class="metrics">${renderMetric(part, context)}</dl>`
  if (part.type === 'table') return renderTable(part, anchor, context.words, context.paper)
  if (part.type === 'figure') return renderFigure(part, anchor, context)
  return html`<div class="notice error" role="note">${context.words.say(part.text)}</div>`
}

function renderFilters({ filters }: DashboardDocument, words: ReportWords): Markup | null {
  if (filters.length === 0) return null
  return html`<p class="note">${words.say({ key: 'dashboards.filteredBy', values: { conditions: filters } })}</p>`
}

/**
 * Writes a dashboard as one page that holds everything it shows: its tiles on their places, and where the data came from.
 * @param paper the form that is printed to PDF
 */
export function dashboardPage(document: DashboardDocument, assets: PageAssets, paper: boolean): string {
  const context: PageContext = { words: reportWords(document.language, document.currency), paper }
  const parts = document.tiles.map(({ part }) => part)
  const book = scriptJson(figureBook({ language: document.language, chapters: [{ id: 'tile', parts }] }, context))
  return html`<!doctype html>
<html lang="${document.language}"${paper ? html` class="paper"` : null}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy([assets.plotly, assets.script])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${paper ? 'light' : 'light dark'}">
<meta name="generator" content="Regulars ${document.appVersion}">
<title>${document.title}</title>
<style>${new Markup(segmentStyles())}${new Markup(assets.styles)}${new Markup(styles)}</style>
</head>
<body><main class="wide" id="content">
${renderCover(document, context)}
${renderFilters(document, context.words)}
<noscript><p class="notice warning">${context.words.own('noScript')}</p></noscript>
<div class="dashboard">${document.tiles.map((tile) => renderTile(tile, context))}</div>
${renderSources(document.sources, context)}
<p class="end">${context.words.own('offline')}</p>
</main>
${paper ? runningTemplates(document, context) : null}
<script type="application/json" id="figures">${new Markup(book)}</script>
${scriptElement(assets.plotly)}
${scriptElement(assets.script)}
</body>
</html>
`.source
}
