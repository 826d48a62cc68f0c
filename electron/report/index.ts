/** What the engine and the command line use of reports; everything else in this folder is its inside. */
export type { DashboardRequest } from './dashboard/dashboard-request'
export type { PrintPage, ReportFormat, ReportRequest, WrittenReport } from './report-request'
export { writeReport } from './write-report'
