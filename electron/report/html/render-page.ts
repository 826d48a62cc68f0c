import type { ReportDocument } from '../document/report-document'
import { reportWords } from '../document/report-words'
import { html, Markup, scriptJson } from './escape-html'
import { figureBook, segmentStyles } from './figure-book'
import { contentSecurityPolicy } from './page-security'
import { renderChapter } from './render-chapter'
import { renderContents } from './render-contents'
import { renderCover, renderFindings } from './render-cover'
import type { PageContext } from './render-parts'
import { renderSources } from './render-sources'

/** The parts of a page that are the same in every report. */
export interface PageAssets {
  /** Draws charts without evaluating strings. */
  plotly: string
  script: string
  styles: string
}

/** A script that ends early would spill into the page: none of ours may hold its own end. */
export function scriptElement(source: string): Markup {
  if (/<\/script|<!--/i.test(source)) throw new Error('A script of the report holds the end of a script.')
  return new Markup(`<script>${source}</script>`)
}

/** Running head and foot of printed pages; the printing window reads them from here. */
export function runningTemplates(
  document: Pick<ReportDocument, 'title' | 'createdAt' | 'appVersion'>,
  { words }: PageContext,
): Markup {
  const number = (name: string) => `<span class="${name}"></span>`
  const page = words.own('page', { page: '⟨⟩', pages: '⟨⟩' })
  const [before = '', between = '', after = ''] = page.split('⟨⟩')
  const style =
    "width:100%;margin:0 17mm;display:flex;justify-content:space-between;color:#5f615d;font:9.5px system-ui,'Noto Sans CJK SC',sans-serif"
  const cut = 'max-width:70%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap'
  const date = words.moment(document.createdAt)
  return html`<template id="page-header"><div style="${style}"><span style="${cut}">${document.title}</span><span>${date}</span></div></template>
<template id="page-footer"><div style="${style}"><span>${words.own('brand')} ${document.appVersion}</span>
<span>${before}${new Markup(number('pageNumber'))}${between}${new Markup(number('totalPages'))}${after}</span></div></template>`
}

function body(document: ReportDocument, context: PageContext): Markup {
  const { words } = context
  return html`<a class="skip" href="#content">${words.own('skip')}</a>
<div class="page">
${renderContents(document, context)}
<main id="content">
${renderCover(document, context)}
${renderFindings(document, context)}
<noscript><p class="notice warning">${words.own('noScript')}</p></noscript>
${document.chapters.map((chapter) => renderChapter(chapter, document.sources, context))}
${renderSources(document.sources, context)}
<p class="end">${words.own('offline')}</p>
</main></div>`
}

/**
 * Writes a document as one page that holds everything it shows: styles, charts, data. It loads nothing and sends nothing.
 * @param paper the form that is printed to PDF: colours for paper, charts drawn at once and as vectors
 */
export function renderPage(document: ReportDocument, assets: PageAssets, paper: boolean): string {
  const context: PageContext = { words: reportWords(document.language, document.currency), paper }
  const policy = contentSecurityPolicy([assets.plotly, assets.script])
  const book = new Markup(scriptJson(figureBook(document, context)))
  const page = html`<!doctype html>
<html lang="${document.language}"${paper ? html` class="paper"` : null}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${paper ? 'light' : 'light dark'}">
<meta name="generator" content="Regulars ${document.appVersion}">
<title>${document.title}</title>
<style>${new Markup(segmentStyles())}${new Markup(assets.styles)}</style>
</head>
<body>
${body(document, context)}
${paper ? runningTemplates(document, context) : null}
<script type="application/json" id="figures">${book}</script>
${scriptElement(assets.plotly)}
${scriptElement(assets.script)}
</body>
</html>
`
  return page.source
}
