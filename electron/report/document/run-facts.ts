import type { ReportChapter, ReportSource } from './report-document'
import type { ReportWords } from './report-words'

/** One small fact. `code` is set in a fixed font; `anchor` is where more is said of it. */
export interface Fact {
  label: string
  value: string
  code?: boolean
  anchor?: string
}

function rowFacts({ run }: ReportChapter, words: ReportWords): Fact[] {
  const { diagnostics, request } = run
  const dropped = diagnostics.dropped.filter(({ rows }) => rows > 0)
  const reasons = dropped.map(({ reason, rows }) =>
    words.own('choice', { label: reason, value: words.number(rows, 'count') }),
  )
  const out = words.number(diagnostics.rowsDropped, 'count')
  return [
    ...(request.segment ? [{ label: words.own('segment'), value: request.segment }] : []),
    ...(request.where ? [{ label: words.own('condition'), value: request.where, code: true }] : []),
    { label: words.own('rowsUsed'), value: words.number(diagnostics.rowsUsed, 'count') },
    {
      label: words.own('rowsDropped'),
      value: reasons.length > 0 ? words.own('because', { rows: out, reasons: reasons.join(' · ') }) : out,
    },
  ]
}

function convergenceFacts({ run }: ReportChapter, words: ReportWords): Fact[] {
  const { converged, iterations } = run.diagnostics
  return [
    ...(converged === null ? [] : [{ label: words.own('converged'), value: words.own(converged ? 'yes' : 'no') }]),
    ...(iterations === null ? [] : [{ label: words.own('iterations'), value: words.number(iterations, 'count') }]),
  ]
}

/** What a run rests on and says of itself: method, data, columns, rows, seed, time, version. */
export function runFacts(chapter: ReportChapter, sources: readonly ReportSource[], words: ReportWords): Fact[] {
  const { run, method } = chapter
  const source = sources.find(({ id }) => id === chapter.source)
  const data = source && words.own('sourceTitle', { dataset: source.dataset, revision: source.revision })
  return [
    { label: words.own('method'), value: words.say(method.name) },
    ...(source && data ? [{ label: words.own('data'), value: data, anchor: source.id }] : []),
    ...chapter.columns.map(({ label, names }) => ({ label: words.say(label), value: names.join(', ') })),
    ...rowFacts(chapter, words),
    ...convergenceFacts(chapter, words),
    { label: words.own('seed'), value: String(run.diagnostics.seed) },
    { label: words.own('duration'), value: words.number(run.durationMs, 'milliseconds') },
    { label: words.own('runAt'), value: words.moment(Date.parse(run.startedAt)) },
    { label: words.own('version'), value: run.appVersion },
    { label: words.own('runId'), value: run.id, code: true },
  ]
}
