import type { ResultElement } from '@shared/contract/result-elements'
import type { Text } from '@shared/contract/text'
import type { RunSummary } from '@shared/contract/workspace'
import type { Language } from '@shared/locales'
import type { Reference } from '@shared/methods/define-method'

/** A report as data: what every format writes, nothing drawn or translated yet. */
export interface ReportDocument {
  title: string
  language: Language
  /** ISO 4217 code of the money in it. */
  currency: string
  workspace: string
  appVersion: string
  /** Milliseconds since 1970. */
  createdAt: number
  chapters: readonly ReportChapter[]
  /** Every revision of a dataset that a chapter rests on, once. */
  sources: readonly ReportSource[]
}

/** One run: its results and how they came about. */
export interface ReportChapter {
  /** Anchor in the document. */
  id: string
  title: Text
  method: ReportMethod
  run: RunSummary
  /** Id of the source, null for a method that needs no data. */
  source: string | null
  /** Columns by role, as chosen. */
  columns: readonly { label: Text; names: readonly string[] }[]
  parameters: readonly { label: Text; value: Text }[]
  parts: readonly ReportPart[]
}

export interface ReportMethod {
  id: string
  name: Text
  summary: Text | null
  formula: Text | null
  caveats: readonly Text[]
  references: readonly Reference[]
}

/** A figure whose references have been filled in; colours and texts are still by meaning. */
export interface ReportFigure {
  type: 'figure'
  id: string
  title: Text
  caption: Text | null
  height: number
  data: readonly Readonly<Record<string, unknown>>[]
  layout: Readonly<Record<string, unknown>>
  /** What its pickers stand at: "x axis: annual_spend". */
  choices: readonly { label: Text; value: Text }[]
  /** Set when fewer marks are drawn than there are points. */
  reduced: { points: number; marks: number; as: 'density' | 'sample' } | null
}

export type ReportPart = Exclude<ResultElement, { type: 'figure' }> | ReportFigure

/** Where data came from, and what became of every row on the way in. */
export interface ReportSource {
  /** Anchor in the document. */
  id: string
  revisionId: number
  dataset: string
  revision: number
  nRows: number
  columns: readonly string[]
  imports: readonly ReportImport[]
}

export interface ReportImport {
  file: string
  sheet: string | null
  bytes: number
  sha256: string
  encoding: string | null
  delimiter: string | null
  /** Milliseconds since 1970. */
  importedAt: number
  rowsRead: number
  rowsImported: number
  rowsRejected: number
  /** Why rows were rejected, most frequent first. */
  rejects: readonly { column: string | null; reason: Text; rows: number }[]
}
