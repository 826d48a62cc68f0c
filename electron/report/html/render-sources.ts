import type { TableElement } from '@shared/contract/result-elements'
import { text } from '@shared/contract/text'
import { importFacts } from '../document/import-facts'
import type { ReportImport, ReportSource } from '../document/report-document'
import { html, type Markup } from './escape-html'
import { renderFacts } from './render-chapter'
import type { PageContext } from './render-parts'
import { renderTable } from './render-table'

function rejectTable(entry: ReportImport): TableElement {
  return {
    type: 'table',
    id: 'rejects',
    title: text('report.whyRejected'),
    columns: [
      { id: 'column', label: text('report.column') },
      { id: 'reason', label: text('report.reason') },
      { id: 'rows', label: text('report.rowCount'), unit: 'count' },
    ],
    rows: entry.rejects.map(({ column, reason, rows }) => [column, reason, rows]),
  }
}

function renderImport(entry: ReportImport, id: string, context: PageContext): Markup {
  const rejects =
    entry.rejects.length > 0 ? renderTable(rejectTable(entry), `${id}-rejects`, context.words, context.paper) : null
  return html`${renderFacts(importFacts(entry, context.words))}${rejects}`
}

function renderSource(source: ReportSource, context: PageContext): Markup {
  const { words } = context
  const shape = words.own('shape', { rows: source.nRows, columns: source.columns.length })
  return html`<h3 id="${source.id}">${words.own('sourceTitle', { dataset: source.dataset, revision: source.revision })}</h3>
<p class="note">${shape}</p>
${source.imports.map((entry, index) => renderImport(entry, `${source.id}-${index + 1}`, context))}`
}

/** Where the data came from: file, hash, what was read, kept and rejected and why. */
export function renderSources(sources: readonly ReportSource[], context: PageContext): Markup | null {
  if (sources.length === 0) return null
  return html`<section class="chapter" aria-labelledby="data">
<h2 id="data">${context.words.own('dataChapter')}</h2>
<p class="summary">${context.words.own('dataSummary')}</p>
${sources.map((source) => renderSource(source, context))}
</section>`
}
