import type { ReportDocument } from '../document/report-document'
import { html, Markup } from './escape-html'
import type { PageContext } from './render-parts'

/** The application's sign in the colour of the words beside it: a round that comes back, and those in it. */
const sign = new Markup(
  '<svg viewBox="70 70 372 372" aria-hidden="true">' +
    '<path d="M384 182A148 148 0 1 0 404 256" fill="none" stroke="currentColor" stroke-width="36" stroke-linecap="round"/>' +
    '<circle cx="384" cy="182" r="36" class="sign-accent"/>' +
    '<g fill="currentColor"><circle cx="226" cy="222" r="30"/><circle cx="296" cy="250" r="22"/><circle cx="236" cy="302" r="24"/></g></svg>',
)

/** Title, and when, by what and from what this report was made. */
export function renderCover(
  document: Pick<ReportDocument, 'title' | 'createdAt' | 'workspace' | 'appVersion'>,
  { words }: PageContext,
): Markup {
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
