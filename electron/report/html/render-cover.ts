import type { ReportDocument } from '../document/report-document'
import { html, Markup } from './escape-html'
import type { PageContext } from './render-parts'

/** Three circles that overlap a little: customers who come again. */
const sign = new Markup(
  '<svg viewBox="0 0 18 18" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">' +
    '<circle cx="6" cy="6.6" r="4.2"/><circle cx="12" cy="6.6" r="4.2"/><circle cx="9" cy="11.6" r="4.2"/></svg>',
)

/** Title, and when, by what and from what this report was made. */
export function renderCover(document: ReportDocument, { words }: PageContext): Markup {
  const facts = [
    words.own('madeAt', { date: words.moment(document.createdAt) }),
    words.own('fromWorkspace', { workspace: document.workspace }),
    words.own('withVersion', { version: document.appVersion }),
  ]
  return html`<header class="cover">
<p class="brand">${sign}${words.own('brand')}</p>
<h1>${document.title}</h1>
<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>
</header>`
}

/** The headlines of all chapters: what to know when nothing else is read. */
export function renderFindings(document: ReportDocument, { words }: PageContext): Markup | null {
  const findings = document.chapters.flatMap((chapter) =>
    chapter.parts.flatMap((part) =>
      part.type === 'text' && part.style === 'headline' ? [{ chapter, said: words.say(part.text) }] : [],
    ),
  )
  if (findings.length === 0) return null
  const items = findings.map(
    ({ chapter, said }) => html`<li><p>${said}</p><a href="#${chapter.id}">${words.say(chapter.title)}</a></li>`,
  )
  return html`<section class="findings" aria-labelledby="findings"><h2 id="findings">${words.own('findings')}</h2><ul>${items}</ul></section>`
}
