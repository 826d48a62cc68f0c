import type { EngineRequest } from '@shared/contract/channels'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { fileName } from '../../results/export-rows'

type ReportToExport = Omit<EngineRequest<'report/export'>, 'token'>

/** Writes a report to a file that is asked for; the jobs tray follows it and shows the file. A dismissed dialog changes nothing. */
export async function exportReport(report: ReportToExport): Promise<void> {
  try {
    const file = await workbench.file.saveAs({ suggestedName: fileName(report.title), format: report.format })
    if (file) await workbench.report.export({ ...report, token: file.token })
  } catch (thrown) {
    notifyError(thrown)
  }
}
