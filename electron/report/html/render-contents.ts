import type { ReportChapter, ReportDocument, ReportPart } from '../document/report-document'
import { html, type Markup } from './escape-html'
import { anchorOf, type PageContext } from './render-parts'

interface Entry {
  anchor: string
  words: string
}

function titleOf(part: ReportPart, { words }: PageContext): string | null {
  if (part.type === 'table' || part.type === 'figure') return words.say(part.title)
  return part.type === 'text' && part.style === 'heading' ? words.say(part.text) : null
}

function entriesOf(chapter: ReportChapter, context: PageContext): Entry[] {
  const parts = chapter.parts.flatMap((part) => {
    const words = titleOf(part, context)
    return words === null ? [] : [{ anchor: anchorOf(chapter.id, part.id), words }]
  })
  return [...parts, { anchor: `${chapter.id}-how`, words: context.words.own('how') }]
}

const link = ({ anchor, words }: Entry): Markup =>
  html`<a href="#${anchor}"><span>${words}</span><span class="page-number" data-anchor="${anchor}"></span></a>`

/** The table of contents; on paper the page numbers are filled in once the pages are known. */
export function renderContents(document: ReportDocument, context: PageContext): Markup {
  const chapters = document.chapters.map((chapter) => {
    const inside = entriesOf(chapter, context).map((entry) => html`<li>${link(entry)}</li>`)
    const entry = { anchor: chapter.id, words: context.words.say(chapter.title) }
    return html`<li><div class="chapter-entry">${link(entry)}</div><ol>${inside}</ol></li>`
  })
  const data =
    document.sources.length > 0 &&
    html`<li class="chapter-entry">${link({ anchor: 'data', words: context.words.own('dataChapter') })}</li>`
  return html`<nav class="contents" aria-labelledby="contents">
<h2 id="contents">${context.words.own('contents')}</h2><ol>${chapters}${data}</ol></nav>`
}
