import type { MetricElement } from '@shared/contract/result-elements'
import { runSegmentNamer } from '@shared/methods/run-segments'
import { importFacts } from '../document/import-facts'
import type { ReportChapter, ReportDocument } from '../document/report-document'
import type { ReportWords } from '../document/report-words'
import { runFacts } from '../document/run-facts'
import type { Sheet, SheetCell } from '../xlsx/sheet-xml'
import type { CellStyle } from '../xlsx/styles'
import { habitualDecimals, numberStyle } from './table-cells'

type Row = readonly SheetCell[]

/** A column for what is said and one for what it is. */
const textWidths = [30, 96]

const heading = (value: string): Row[] => [[], [{ value, style: 'heading' }]]
const pair = ([label, value]: readonly [string, string]): Row => [
  { value: label, style: 'label' },
  { value, style: 'wrapped' },
]

/** A single number with the digits that suit it. */
function metricStyle({ value, unit, decimals }: MetricElement): CellStyle {
  return numberStyle(unit, decimals ?? (unit === 'number' ? habitualDecimals(value ?? 0) : undefined))
}

/** The words and single numbers of a chapter, in order. */
function partRows(chapter: ReportChapter, words: ReportWords): Row[] {
  const segmentName = runSegmentNamer(chapter.run)
  return chapter.parts.flatMap((part): Row[] => {
    if (part.type === 'metric') {
      const value = { value: part.value, style: metricStyle(part), left: true }
      return [[{ value: words.say(part.label), style: 'label' }, value]]
    }
    if (part.type === 'notice') return [[{ value: null }, { value: words.say(part.text), style: 'muted' }]]
    if (part.type !== 'text') return []
    if (part.style === 'heading') return heading(words.say(part.text))
    const label = part.segment === undefined ? null : words.say(segmentName(part.segment))
    return [
      [
        { value: label, style: 'label' },
        { value: words.say(part.text), style: 'wrapped' },
      ],
    ]
  })
}

function methodRows({ method }: ReportChapter, words: ReportWords): Row[] {
  const lines = (title: string, list: readonly string[]) =>
    list.length > 0 ? [...heading(title), ...list.map((line) => pair(['', line]))] : []
  return [
    ...lines(words.own('formula'), method.formula ? [words.say(method.formula)] : []),
    ...lines(
      words.own('caveats'),
      method.caveats.map((caveat) => words.say(caveat)),
    ),
    ...lines(
      words.own('references'),
      method.references.map(({ citation, variant }) =>
        variant ? `${citation} ${words.own('variant', { variant })}` : citation,
      ),
    ),
  ]
}

/** One run: what it found in words, then how it was computed. */
export function chapterSheet(
  chapter: ReportChapter,
  document: ReportDocument,
  name: string,
  words: ReportWords,
): Sheet {
  const parameters = chapter.parameters.map(({ label, value }) => pair([words.say(label), words.say(value)]))
  return {
    name,
    widths: textWidths,
    rows: [
      [{ value: words.say(chapter.title), style: 'title' }],
      ...(chapter.method.summary ? [[{ value: words.say(chapter.method.summary) }]] : []),
      ...(chapter.run.stale ? [[{ value: words.own('stale') }]] : []),
      [],
      ...partRows(chapter, words),
      ...heading(words.own('how')),
      ...runFacts(chapter, document.sources, words).map(({ label, value }) => pair([label, value])),
      ...(parameters.length > 0 ? [...heading(words.own('parameters')), ...parameters] : []),
      ...methodRows(chapter, words),
    ],
  }
}

/** Where the data came from. */
export function sourcesSheet(document: Pick<ReportDocument, 'sources'>, name: string, words: ReportWords): Sheet {
  const rows = document.sources.flatMap((source): Row[] => [
    ...heading(words.own('sourceTitle', { dataset: source.dataset, revision: source.revision })),
    ...source.imports.flatMap((entry): Row[] => [
      ...importFacts(entry, words).map(({ label, value }) => pair([label, value])),
      ...entry.rejects.map(({ column, reason, rows }) =>
        pair([words.own('whyRejected'), `${column ?? ''} · ${words.say(reason)} · ${words.number(rows, 'count')}`]),
      ),
      [],
    ]),
  ])
  return { name, widths: textWidths, rows: [[{ value: words.own('dataChapter'), style: 'title' }], ...rows] }
}

/** The first sheet: what this is, what was found, and a link to every other sheet. */
export function overviewSheet(
  document: ReportDocument,
  name: string,
  others: readonly string[],
  words: ReportWords,
): Sheet {
  const headlines = document.chapters.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === 'text' && part.style === 'headline' ? [words.say(part.text)] : [])),
  )
  const links = others.map(
    (other): Row => [{ value: other, style: 'link', link: `'${other.replaceAll("'", "''")}'!A1` }],
  )
  const found = headlines.map((line): Row => [{ value: line, style: 'wrapped' }])
  return {
    name,
    widths: [100],
    rows: [
      [{ value: document.title, style: 'title' }],
      [{ value: words.own('madeAt', { date: words.moment(document.createdAt) }) }],
      [{ value: words.own('fromWorkspace', { workspace: document.workspace }) }],
      [{ value: words.own('withVersion', { version: document.appVersion }) }],
      ...(found.length > 0 ? [...heading(words.own('findings')), ...found] : []),
      ...heading(words.own('tablesIn')),
      ...links,
      [],
      [{ value: words.own('chartsElsewhere') }],
    ],
  }
}
