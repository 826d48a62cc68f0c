import type { MetricElement, TextElement } from '@shared/contract/result-elements'
import { segmentColour } from '@shared/figures/segment-colours'
import { runSegmentNamer } from '@shared/methods/run-segments'
import type { ReportChapter, ReportFigure, ReportPart } from '../document/report-document'
import type { ReportWords } from '../document/report-words'
import { html, type Markup } from './escape-html'
import { renderTable } from './render-table'

type Run = ReportChapter['run']

/** What every part of a page needs to know. */
export interface PageContext {
  words: ReportWords
  /** A page that becomes a PDF. */
  paper: boolean
}

/** Anchor of a part, unique in the document. */
export function anchorOf(chapterId: string, partId: string): string {
  return `${chapterId}-${partId.replace(/[^\w-]+/g, '-')}`
}

/** A number with what it is called. */
export function renderMetric(
  { label, value, unit, decimals, hint, tone }: MetricElement,
  { words }: PageContext,
): Markup {
  return html`<div class="tone-${tone ?? 'neutral'}"><dt>${words.say(label)}</dt>
<dd>${words.number(value, unit, decimals)}${hint ? html`<div class="hint">${words.say(hint)}</div>` : null}</dd></div>`
}

function renderText(element: TextElement, id: string, { words }: PageContext, run: Run): Markup {
  const said = words.say(element.text)
  if (element.style === 'headline') return html`<p class="headline">${said}</p>`
  if (element.style === 'heading') return html`<h3 id="${id}">${said}</h3>`
  if (element.style === 'formula') return html`<p class="formula">${said}</p>`
  if (element.segment === undefined) return html`<p>${said}</p>`
  const colour = element.segment < 0 ? 'none' : segmentColour(run, element.segment) % 10
  const mark = html`<span class="mark" style="--mark:var(--segment-${colour})"></span>`
  return html`<div class="segment-text">${mark}<p><b>${words.say(runSegmentNamer(run)(element.segment))}</b> ${said}</p></div>`
}

/** How a figure came to show what it shows: its choices, and that points were gathered or sampled. */
export function figureNotes(figure: ReportFigure, words: ReportWords): string[] {
  const choices = figure.choices.map(({ label, value }) => words.own('choice', { label, value }))
  const reduced = figure.reduced
  const said = reduced && words.own(`reduced.${reduced.as}`, { points: reduced.points, marks: reduced.marks })
  return [...choices, ...(said ? [said] : [])]
}

/** A chart's place in the page, with its title and what to know about it. */
export function renderFigure(figure: ReportFigure, id: string, { words }: PageContext): Markup {
  const notes = figureNotes(figure, words)
  return html`<figure aria-labelledby="${id}">
<h3 id="${id}">${words.say(figure.title)}</h3>
<div class="plot" id="plot-${id}" style="height:${figure.height}px"></div>
${figure.caption || notes.length > 0 ? html`<figcaption class="caption">${figure.caption ? words.say(figure.caption) : null} ${notes.join(' · ')}</figcaption>` : null}
</figure>`
}

const levels = { info: '', warning: ' warning', error: ' error', success: ' success' }

function renderPart(part: ReportPart, id: string, context: PageContext, run: Run): Markup {
  switch (part.type) {
    case 'table':
      return renderTable(part, id, context.words, context.paper)
    case 'figure':
      return renderFigure(part, id, context)
    case 'metric':
      return renderMetric(part, context)
    case 'notice':
      return html`<div class="notice${levels[part.level]}" role="note">${context.words.say(part.text)}</div>`
    default:
      return renderText(part, id, context, run)
  }
}

/** The parts of a chapter in order; metrics that follow each other share a row. */
export function renderParts({ id, parts, run }: ReportChapter, context: PageContext): Markup[] {
  const made: Markup[] = []
  let row: Markup[] = []
  const endRow = () => {
    if (row.length > 0) made.push(html`<dl class="metrics">${row}</dl>`)
    row = []
  }
  for (const part of parts) {
    if (part.type !== 'metric') endRow()
    const markup = renderPart(part, anchorOf(id, part.id), context, run)
    if (part.type === 'metric') row.push(markup)
    else made.push(markup)
  }
  endRow()
  return made
}
