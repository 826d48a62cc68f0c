import { type Text, text } from '@shared/contract/text'
import { addresses } from '../routes/addresses'
import type { Job } from '../store/jobs'

/** Where a finished job leads: an address in the window, or a file to show in the file manager. */
export type JobTarget = { label: string; href: string } | { label: string; path: string }

/** The place to open after a job, or nothing when it left nothing to see. */
export function jobTarget({ state, outcome }: Job): JobTarget | null {
  if (state !== 'completed' || !outcome) return null
  const [datasetId] = outcome.datasetIds ?? []
  if (outcome.runId) return { label: 'app.jobs.openResult', href: addresses.run(outcome.runId) }
  if (outcome.path) return { label: 'app.jobs.showFile', path: outcome.path }
  if (outcome.reportId) return { label: 'app.jobs.openReport', href: addresses.report(outcome.reportId) }
  if (datasetId) return { label: 'app.jobs.openDataset', href: addresses.dataset(datasetId) }
  return null
}

/** What a file that was written holds: rows, columns, and what became of cells; null when that is not known. */
export function exportWords({ state, outcome }: Job): Text | null {
  if (state !== 'completed' || outcome?.rowsExported === undefined || !outcome.exported) return null
  const { columns, sheets, cellsEscaped, cellsCut } = outcome.exported
  const values = { rows: outcome.rowsExported, columns, sheets, escaped: cellsEscaped, cut: cellsCut }
  return text('app.jobs.exported', values)
}
