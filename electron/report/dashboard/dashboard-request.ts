import type { ReportRequest } from '../report-request'

/** What is asked of a dashboard as a report. */
export interface DashboardRequest extends Omit<ReportRequest, 'runIds' | 'title'> {
  dashboardId: string
  /** Rows that charts' own conditions in SQL have selected, by the tile. */
  selected: Readonly<Record<string, Int32Array>>
}
