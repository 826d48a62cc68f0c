import type { ReportChapter, ReportSource } from '../document/report-document'
import { type Fact, runFacts } from '../document/run-facts'
import { html, type Markup } from './escape-html'
import { type PageContext, renderParts } from './render-parts'

/** A longer value takes the whole width. */
const longFact = 48
const wide = html` class="wide"`

/** Label and value, label and value: the plainest way to say many small facts. */
export function renderFacts(facts: readonly Fact[]): Markup {
  const value = ({ value, code, anchor }: Fact) => {
    if (anchor !== undefined) return html`<a href="#${anchor}">${value}</a>`
    return code ? html`<span class="mono">${value}</span>` : value
  }
  return html`<dl class="pairs">${facts.map((fact) => html`<div${fact.value.length > longFact ? wide : null}><dt>${fact.label}</dt><dd>${value(fact)}</dd></div>`)}</dl>`
}

function renderReferences(chapter: ReportChapter, { words }: PageContext): Markup | null {
  const { references } = chapter.method
  if (references.length === 0) return null
  const items = references.map(({ citation, variant }) => {
    return html`<li>${citation}${variant ? html` <span class="note">${words.own('variant', { variant })}</span>` : null}</li>`
  })
  return html`<h4>${words.own('references')}</h4><ul class="plain">${items}</ul>`
}

/** How the numbers came about: data, columns, rows, parameters, formula, caveats, references. */
function renderMethod(chapter: ReportChapter, sources: readonly ReportSource[], context: PageContext): Markup {
  const { words } = context
  const { method } = chapter
  const parameters = chapter.parameters.map(({ label, value }) => ({
    label: words.say(label),
    value: words.say(value),
  }))
  const caveats = method.caveats.map((caveat) => html`<li>${words.say(caveat)}</li>`)
  return html`<section class="method" aria-labelledby="${chapter.id}-how">
<h3 id="${chapter.id}-how">${words.own('how')}</h3>
${renderFacts(runFacts(chapter, sources, words))}
${parameters.length > 0 ? html`<h4>${words.own('parameters')}</h4>${renderFacts(parameters)}` : null}
${method.formula ? html`<h4>${words.own('formula')}</h4><p class="formula">${words.say(method.formula)}</p>` : null}
${caveats.length > 0 ? html`<h4>${words.own('caveats')}</h4><ul class="plain">${caveats}</ul>` : null}
${renderReferences(chapter, context)}
</section>`
}

function chapterFacts({ run, method }: ReportChapter, { words }: PageContext): string[] {
  const rows = words.own('rows', { count: words.number(run.diagnostics.rowsUsed, 'count') })
  return [...(run.title === null ? [] : [words.say(method.name)]), ...(run.dataset === null ? [] : [run.dataset]), rows]
}

/** One run: what it found, then how. */
export function renderChapter(chapter: ReportChapter, sources: readonly ReportSource[], context: PageContext): Markup {
  const { words } = context
  const facts = chapterFacts(chapter, context).map((fact) => html`<li>${fact}</li>`)
  return html`<section class="chapter" aria-labelledby="${chapter.id}">
<h2 id="${chapter.id}">${words.say(chapter.title)}</h2>
<ul class="facts">${facts}</ul>
${chapter.method.summary ? html`<p class="summary">${words.say(chapter.method.summary)}</p>` : null}
${chapter.run.stale ? html`<div class="notice warning" role="note">${words.own('stale')}</div>` : null}
${renderParts(chapter, context)}
${renderMethod(chapter, sources, context)}
</section>`
}
