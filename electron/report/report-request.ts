import type { Language } from '@shared/locales'

export type ReportFormat = 'html' | 'pdf' | 'xlsx'

/** What is asked of a report. */
export interface ReportRequest {
  /** Path of the workspace file; read through a connection of the report's own that cannot write. */
  workspace: string
  /** In the order of the chapters; all runs that are not removed when empty. */
  runIds: readonly string[]
  /** Null: a title made from the datasets. */
  title: string | null
  language: Language
  format: ReportFormat
  /** Written beside itself first and renamed when complete: a failed or cancelled report leaves nothing. */
  outPath: string
}

/** What a written report leaves to open. */
export interface WrittenReport {
  path: string
  bytes: number
  runIds: readonly string[]
}

/** Turns a page on disk into a PDF on disk; rejects when it could not, or with `cancelled`. */
export type PrintPage = (htmlPath: string, pdfPath: string, signal: AbortSignal) => Promise<void>
