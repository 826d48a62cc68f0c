import type { Condition } from '@shared/conditions/condition'
import type { ExportFormat } from '@shared/contract/channels'
import { workbench } from '../app/workbench'
import { notifyError } from '../components/notify'

export interface RowsToExport {
  /** Suggested name of the file, without its ending. */
  name: string
  format: ExportFormat
  dataset: string | null
  /** The revision that a run used; the current one when absent. */
  revision?: number | null
  /** Only these rows. */
  rowIds?: Int32Array<ArrayBuffer>
  /** With a run each row carries its results; with a label only the rows of that segment are written. */
  runId?: string
  label?: number
  /** Only rows that a filter and a search show, in this order. */
  condition?: Condition
  search?: string
  sort?: readonly { column: string; descending: boolean }[]
}

/** Writes rows to a file that is asked for; the jobs tray follows it. A dismissed dialog changes nothing. */
export async function exportRows({
  name,
  format,
  dataset,
  revision,
  rowIds,
  runId,
  label,
  condition,
  search,
  sort,
}: RowsToExport): Promise<void> {
  if (dataset === null) return
  try {
    const file = await workbench.file.saveAs({ suggestedName: fileName(name), format })
    if (!file) return
    await workbench.export.rows({
      query: {
        dataset,
        ...(revision === null || revision === undefined ? {} : { revision }),
        ...(rowIds ? { rowIds } : {}),
        ...(condition ? { condition } : {}),
        ...(search ? { search } : {}),
        ...(sort ? { sort: [...sort] } : {}),
      },
      ...(runId === undefined ? {} : { runId }),
      ...(label === undefined ? {} : { label }),
      token: file.token,
      format,
    })
  } catch (thrown) {
    notifyError(thrown)
  }
}

/** Words as a file may be called on every system. */
export function fileName(words: string): string {
  const name = words
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return name.slice(0, 80) || 'Regulars'
}
