import type { MetricElement } from '@shared/contract/result-elements'
import { type ReportWords, reportWords } from '../document/report-words'
import { habitualDecimals, numberStyle, tableSheet } from '../workbook/table-cells'
import { sourcesSheet } from '../workbook/text-sheets'
import { sheetNames } from '../xlsx/sheet-names'
import type { Sheet, SheetCell } from '../xlsx/sheet-xml'
import { writeWorkbook } from '../xlsx/write-workbook'
import type { DashboardDocument } from './read-dashboard-document'

type Row = readonly SheetCell[]

function metricRow({ label, value, unit, decimals, hint }: MetricElement, words: ReportWords): Row {
  const style = numberStyle(unit, decimals ?? (unit === 'number' ? habitualDecimals(value ?? 0) : undefined))
  return [
    { value: words.say(label), style: 'label' },
    { value, style, left: true },
    { value: hint ? words.say(hint) : null, style: 'muted' },
  ]
}

/** The first sheet: title, filters, the numbers, what could not be computed, and a link to every other sheet. */
function overviewSheet(
  document: DashboardDocument,
  name: string,
  others: readonly string[],
  words: ReportWords,
): Sheet {
  const parts = document.tiles.map(({ part }) => part)
  const line = (value: string): Row => [{ value }]
  const metrics = parts.flatMap((part): Row[] => (part.type === 'metric' ? [metricRow(part, words)] : []))
  const notices = parts.flatMap((part): Row[] => (part.type === 'notice' ? [line(words.say(part.text))] : []))
  const filtered = { key: 'dashboards.filteredBy', values: { conditions: document.filters } }
  return {
    name,
    widths: [40, 24, 48],
    rows: [
      [{ value: document.title, style: 'title' }],
      line(words.own('madeAt', { date: words.moment(document.createdAt) })),
      line(words.own('fromWorkspace', { workspace: document.workspace })),
      line(words.own('withVersion', { version: document.appVersion })),
      ...(document.filters.length > 0 ? [line(words.say(filtered))] : []),
      [],
      ...metrics,
      ...notices,
      [],
      [{ value: words.own('tablesIn'), style: 'heading' }],
      ...others.map((other): Row => [{ value: other, style: 'link', link: `'${other.replaceAll("'", "''")}'!A1` }]),
      [],
    ],
  }
}

/** Writes a dashboard as a workbook: its numbers, a sheet for every table and for the numbers of every chart, and where the data came from. */
export async function writeDashboardWorkbook(path: string, document: DashboardDocument): Promise<void> {
  const words = reportWords(document.language, document.currency)
  const tables = document.tiles.flatMap(({ part }) => (part.type === 'table' ? [part] : []))
  const sheets = [
    ...tables.map((table, index) => tableSheet(table, `${index + 1} ${words.say(table.title)}`, words)),
    sourcesSheet(document, words.own('sheets.data'), words),
  ]
  const [first = '', ...names] = sheetNames([words.own('sheets.overview'), ...sheets.map(({ name }) => name)])
  const named = sheets.map((sheet, index) => ({ ...sheet, name: names[index] ?? sheet.name }))
  await writeWorkbook(path, [overviewSheet(document, first, names, words), ...named], document.currency)
}
