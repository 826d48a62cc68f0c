import type { ReportImport } from './report-document'
import type { ReportWords } from './report-words'
import type { Fact } from './run-facts'

const delimiterNames: Readonly<Record<string, string>> = { '\t': 'tab', ' ': 'space' }

function delimiterFact(delimiter: string, words: ReportWords): Fact {
  const label = words.own('delimiter')
  const name = delimiterNames[delimiter]
  return name === undefined
    ? { label, value: delimiter, code: true }
    : { label, value: words.own(`delimiters.${name}`) }
}

/** What is known of one import: the file, how it was read, and the balance of its rows. */
export function importFacts(entry: ReportImport, words: ReportWords): Fact[] {
  const count = (rows: number) => words.number(rows, 'count')
  return [
    {
      label: words.own('file'),
      value: words.own('fileOfSize', { file: entry.file, size: words.number(entry.bytes, 'bytes') }),
    },
    ...(entry.sheet === null ? [] : [{ label: words.own('sheet'), value: entry.sheet }]),
    { label: words.own('sha256'), value: entry.sha256, code: true },
    ...(entry.encoding === null ? [] : [{ label: words.own('encoding'), value: entry.encoding }]),
    ...(entry.delimiter === null ? [] : [delimiterFact(entry.delimiter, words)]),
    { label: words.own('importedAt'), value: words.moment(entry.importedAt) },
    { label: words.own('rowsRead'), value: count(entry.rowsRead) },
    { label: words.own('rowsImported'), value: count(entry.rowsImported) },
    { label: words.own('rowsRejected'), value: count(entry.rowsRejected) },
  ]
}
